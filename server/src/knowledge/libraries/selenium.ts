import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const selenium: Library = {
  packages: ['selenium'],
  blocking: joinTables(
    under('selenium.webdriver', 'Chrome Firefox Edge Safari Remote', call),
    under('selenium.webdriver.remote.webdriver.WebDriver', 'get find_element find_elements execute_script quit', call),
    under('selenium.webdriver.support.wait.WebDriverWait', 'until until_not', call),
    under('selenium.webdriver.support.ui.WebDriverWait', 'until until_not', call),
    underEach(
      [
        'selenium.webdriver.Chrome',
        'selenium.webdriver.Firefox',
        'selenium.webdriver.Edge',
        'selenium.webdriver.Safari',
        'selenium.webdriver.Remote',
      ],
      'get find_element find_elements execute_script quit',
      call,
    ),
  ),
};
