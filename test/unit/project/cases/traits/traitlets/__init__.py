from .traitlets import HasTraits, Instance, Type, default
