using Plumb.Hosts.Serving;

return await ExecutorProgram.RunAsync(args).ConfigureAwait(false);
