using System.CommandLine;
using Plumb.Cli.Arguments;

namespace Plumb.Cli.Commands;

/// <summary>The options of <c>init</c>, those included that mean nothing here and that scripts give all the same.</summary>
internal sealed class InitOptions
{
    public CommonOptions Common { get; } = new();

    public Option<bool> Upgrade { get; } = new("-upgrade") { Description = "Install newer versions of modules and providers where there are." };

    public Option<string?> LockFile { get; } = new("-lockfile") { Description = "With \"readonly\", .terraform.lock.hcl must stay as it is." };

    public Option<string[]> PluginDirectories { get; } = new("-plugin-dir") { Description = "Install providers from this directory alone." };

    public Option<string?> FromModule { get; } = new("-from-module") { Description = "Begin with a copy of this module, in an empty directory." };

    public Option<bool> Get { get; } = new("-get") { Description = "Install modules.", DefaultValueFactory = _ => true };

    public Option<bool> Backend { get; } = new("-backend") { Description = "Make the backend ready.", DefaultValueFactory = _ => true };

    public Option<bool> Reconfigure { get; } = new("-reconfigure") { Description = "Use the backend as configured, and leave the state where it was." };

    public Option<bool> MigrateState { get; } = new("-migrate-state") { Description = "Take the state along to the backend as configured." };

    public Option<bool> ForceCopy { get; } = new("-force-copy") { Description = "Take the state along without asking." };

    public Option<string[]> BackendConfig { get; } = new("-backend-config") { Description = "Settings of the backend: name=value, or a file." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Upgrade, FromModule, Get, Backend, Reconfigure, MigrateState, ForceCopy, BackendConfig, Common.Input, Common.Lock, Common.LockTimeout }) command.Add(option);
        command.Add(new Option<bool>("-cloud") { Description = "The same as -backend.", DefaultValueFactory = _ => true });
        command.Add(new Option<bool>("-ignore-remote-version") { Description = "Has no effect here." });
        command.Add(LockFile);
        command.Add(PluginDirectories);
        command.Add(new Option<string?>("-test-directory") { Description = "Where test files are." });
        Common.AddView(command);
        Common.AddVariables(command);
    }
}
