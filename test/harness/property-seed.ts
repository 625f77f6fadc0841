import fc from 'fast-check';

// The same inputs in each run: what fails does so for the one who broke it. `npm run bench:properties` looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
