using CrmCore.Cli.Commands;

return await CrmCoreCommand.InvokeAsync(args).ConfigureAwait(false);
