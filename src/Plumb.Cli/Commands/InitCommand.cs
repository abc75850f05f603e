using System.CommandLine;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Cli.Session.Backends;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>init</c>: makes a working directory ready. May be run again at any time.</summary>
internal sealed class InitCommand(Terminal terminal, InitOptions options, ParseResult parsed)
{
    private static readonly DiagnosticRule Contradiction = new("CLI082", Severity.Error, "Invalid init options");

    private readonly InitMessages _messages = new(terminal, parsed.GetValue(options.Common.Json) ? new MessageStream(terminal.Out, TimeProvider.System) : null);

    public static Command Create(Terminal terminal)
    {
        var options = new InitOptions();
        var command = new Command("init", "Make the working directory ready.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => new InitCommand(terminal, options, parsed).RunAsync(cancellation));
        return command;
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        var session = new ProjectSession(terminal, parsed);
        await using var disposing = session.ConfigureAwait(false);
        if (parsed.GetValue(options.MigrateState) && parsed.GetValue(options.Reconfigure))
            session.Diagnostics.Add(Contradiction, null, "The options -migrate-state and -reconfigure contradict one another: the one takes the state along to another backend, the other leaves it.");
        if (!session.Diagnostics.HasErrors) await PrepareAsync(session, cancellation).ConfigureAwait(false);
        _messages.Write(session.Diagnostics, options.Common.UsesColor(terminal, parsed));
        return session.Diagnostics.HasErrors ? 1 : 0;
    }

    private async Task PrepareAsync(ProjectSession session, CancellationToken cancellation)
    {
        using var installation = new ModuleInstallation(session, _messages.Progress);
        if (parsed.GetValue(options.FromModule) is { Length: > 0 } source && !await installation.PopulateAsync(source, cancellation).ConfigureAwait(false)) return;
        if (!ProjectSession.ConfigurationFiles(terminal.WorkingDirectory).Any())
        {
            _messages.Empty();
            return;
        }
        if (parsed.GetValue(options.Backend)) _messages.Backend();
        var configuration = await LoadAsync(session, installation, cancellation).ConfigureAwait(false);
        if (configuration is null || session.Diagnostics.HasErrors) return;
        if (parsed.GetValue(options.Backend) && !await InitializeBackendAsync(session, cancellation).ConfigureAwait(false)) return;
        var state = parsed.GetValue(options.Backend) ? await ReadStateAsync(session, cancellation).ConfigureAwait(false) : null;
        if (session.Diagnostics.HasErrors) return;
        _messages.Providers();
        var providers = new ProviderInstallationOptions(
            parsed.GetValue(options.Upgrade), parsed.GetValue(options.PluginDirectories) ?? [], ReadOnlyLocks: parsed.GetValue(options.LockFile) == "readonly");
        await new ProviderInstallation(session, providers, _messages.OfProviders).InstallAsync(configuration, state, cancellation).ConfigureAwait(false);
        if (!session.Diagnostics.HasErrors) _messages.Success();
    }

    private async Task<ConfigurationTree?> LoadAsync(ProjectSession session, ModuleInstallation installation, CancellationToken cancellation)
    {
        if (!parsed.GetValue(options.Get)) return session.LoadConfiguration(required: false);
        // Faults of the root module are told by the installation, which reads it again.
        if (new ConfigurationLoader().LoadModule(".", new DiagnosticBag()).ModuleCalls.Count > 0) _messages.Modules(parsed.GetValue(options.Upgrade));
        return await installation.InstallAsync(parsed.GetValue(options.Upgrade), cancellation).ConfigureAwait(false);
    }

    private Task<bool> InitializeBackendAsync(ProjectSession session, CancellationToken cancellation)
    {
        var common = options.Common;
        var force = parsed.GetValue(options.ForceCopy);
        var input = parsed.GetValue(common.Input) && !parsed.GetValue(common.Json) && terminal.AsksForInput;
        var migration = new MigrationOptions(force, input, parsed.GetValue(common.Lock), common.LockPatience(parsed), common.UsesColor(terminal, parsed));
        return new BackendInitialization(session, migration, _messages.Progress)
            .RunAsync(parsed.GetValue(options.BackendConfig) ?? [], parsed.GetValue(options.MigrateState) || force, parsed.GetValue(options.Reconfigure), cancellation);
    }

    /// <summary>A state that cannot be read is better known now: which providers are needed depends on it too.</summary>
    private static async Task<StateDocument?> ReadStateAsync(ProjectSession session, CancellationToken cancellation)
    {
        var store = StateAccess.Open(session);
        await using var closing = store.ConfigureAwait(false);
        return await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false);
    }
}
