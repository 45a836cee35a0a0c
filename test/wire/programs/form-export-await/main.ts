import data, { tools } from './tools.js';

console.log(tools.length, data.page);
