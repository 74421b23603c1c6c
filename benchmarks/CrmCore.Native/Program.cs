using System.Text;
using CrmCore.Native;

Console.OutputEncoding = new UTF8Encoding(false);
await Journey.RunAsync(Console.Out);
