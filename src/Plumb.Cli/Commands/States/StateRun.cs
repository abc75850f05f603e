using System.CommandLine;
using System.Globalization;
using Plumb.Backends.Local;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Providers;
using Plumb.Engine.State;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary>One command's hold on the state: locked, read, and written where it was changed.</summary>
internal sealed class StateRun(Terminal terminal, CommonOptions common, ParseResult parsed, string operation) : IAsyncDisposable
{
    private IStateStore? _store;
    private IStateLock? _lock;

    public ProjectSession Session { get; } = new(terminal, parsed);

    public DiagnosticBag Diagnostics => Session.Diagnostics;

    /// <summary>Keep every state that an edit replaces, each in a file with the time in its name.</summary>
    public bool KeepsEveryBackup { get; init; }

    /// <summary>Whether -state-out says where the state is written, as it does unless the command has another use for it.</summary>
    public bool WritesElsewhere { get; init; } = true;

    /// <summary>Null where there is no state or it cannot be had, which is reported.</summary>
    public async Task<StateDocument?> ReadAsync(bool locked, CancellationToken cancellation)
    {
        var store = await OpenAsync(locked, cancellation).ConfigureAwait(false);
        if (store is null || await store.ReadAsync(Diagnostics, cancellation).ConfigureAwait(false) is not { } state) return null;
        if (state is not { IsEmpty: true, Serial: 0, Lineage: "" }) return state;
        Diagnostics.Add(new Diagnostic(StateCommandRules.NoState, null, $"There is no state of the workspace \"{Session.Workspace}\" to look into.")
        {
            Help = "Run the command in a folder where something was applied, or name a state with -state.",
        });
        return null;
    }

    /// <summary>Null where the lock cannot be had, which is reported.</summary>
    public async Task<IStateStore?> OpenAsync(bool locked, CancellationToken cancellation)
    {
        _store = StateAccess.Open(Session, parsed.GetValue(common.State), StateOut, BackupPath());
        if (!locked || !parsed.GetValue(common.Lock)) return _store;
        _lock = await _store.LockAsync(new StateLockRequest(operation, "", common.LockPatience(parsed)), Diagnostics, cancellation).ConfigureAwait(false);
        return _lock is null ? null : _store;
    }

    public async Task<bool> WriteAsync(StateDocument state) =>
        _store is not null && await _store.WriteAsync(state, Diagnostics, CancellationToken.None).ConfigureAwait(false);

    public ValueTask<ProviderSchemas> SchemasAsync(StateDocument state, CancellationToken cancellation) =>
        ProviderSchemas.LoadAsync(Session.OpenProviders(), null, [state], Diagnostics, cancellation);

    public int Report()
    {
        DiagnosticText.Write(terminal.WithMessagesApart, Diagnostics, common.UsesColor(terminal, parsed), parsed.GetValue(common.CompactWarnings));
        return Diagnostics.HasErrors ? 1 : 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null) await _lock.DisposeAsync().ConfigureAwait(false);
        if (_store is not null) await _store.DisposeAsync().ConfigureAwait(false);
        await Session.DisposeAsync().ConfigureAwait(false);
    }

    private string? StateOut => WritesElsewhere ? parsed.GetValue(common.StateOut) : null;

    private string? BackupPath()
    {
        if (!KeepsEveryBackup || parsed.GetValue(common.Backup) is { Length: > 0 }) return parsed.GetValue(common.Backup);
        var state = LocalStatePaths.Of("", Session.Workspace, parsed.GetValue(common.State), StateOut).Write;
        return string.Create(CultureInfo.InvariantCulture, $"{state}.{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.backup");
    }
}
