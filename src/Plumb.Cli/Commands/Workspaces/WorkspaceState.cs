using Plumb.Backends.Local;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.Workspaces;

/// <summary>The states of workspaces that are not, or not yet, the selected one.</summary>
internal static class WorkspaceState
{
    public static LocalStateStore Open(WorkspaceRun run, string workspace) =>
        new(StateAccess.PathsOf(run.Session, workspace), StateAccess.Who, TimeProvider.System, () => Guid.NewGuid().ToString());

    /// <summary>Begins a new workspace with a state from a file.</summary>
    public static async Task CopyAsync(WorkspaceRun run, string workspace, string path, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(Path.GetFullPath(path, run.Terminal.WorkingDirectory), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Diagnostics.Add(States.StateCommandRules.SourceUnreadable, null, $"The state {path} could not be read: {e.Message}");
            return;
        }
        if (StateReader.Read(bytes, path, run.Diagnostics) is not { } state) return;
        var store = Open(run, workspace);
        await using var closing = store.ConfigureAwait(false);
        await store.PushAsync(state, force: true, run.Diagnostics, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The objects that nobody would know of without this state.</summary>
    public static IReadOnlyList<string> Managed(StateDocument state) =>
        [.. state.Resources.Values.Where(r => r.Address.Resource.Mode == ResourceMode.Managed).OrderBy(r => r.Address)
            .SelectMany(r => r.Instances.Keys.Order().Select(k => r.Address.Instance(k).ToString()))];
}
