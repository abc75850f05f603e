using Example.Notes;
using Plumb.Plugins.Server;
using Plumb.Provider.Logging;

return await PluginServer.ServeAsync(args, NotesProvider.Create(new JsonLog(Console.Error, TimeProvider.System)), new() { Address = "registry.terraform.io/example/notes" });
