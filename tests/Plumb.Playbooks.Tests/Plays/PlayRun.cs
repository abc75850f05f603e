using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.Plays;

/// <summary>Runs a playbook of a temporary folder without any host: what it does is done by the controller alone. Gives what its tasks of <c>debug</c> say.</summary>
internal sealed class PlayRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-play-");
    private readonly StringWriter _warnings = new();

    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>The environment of the run.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What went to the error stream.</summary>
    public string Warnings => _warnings.ToString();

    public void Dispose() => _folder.Delete(recursive: true);

    public PlayRun With(string path, string content)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? "/");
        File.WriteAllText(full, content);
        return this;
    }

    /// <summary>A link in the folder, to another place in it.</summary>
    public PlayRun WithLink(string path, string target)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? "/");
        File.CreateSymbolicLink(full, Path.Combine(_folder.FullName, target));
        return this;
    }

    /// <summary>Works on hosts that connection plugins in Python reach.</summary>
    public Func<IHostCommands, ConnectionSettings, IHostConnection>? OverCommands { get; set; }

    /// <summary>The messages, and for each task that failed and was not rescued "failed: " with its message.</summary>
    public async Task<string> RunAsync(string playbook, RunSettings? settings = null)
    {
        var said = new Said();
        await using var engine = await EngineAsync(playbook, said, settings);
        if (engine.Read(Path.Combine(_folder.FullName, "site.yml")) is not { } read) return string.Join('\n', Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Detail));
        await engine.RunAsync([read], CancellationToken.None);
        return string.Join(' ', said.Words);
    }

    /// <summary>What a look at the playbook finds: line, column, message and help.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string playbook)
    {
        await using var engine = await EngineAsync(playbook, new Said(), null);
        if (engine.Read(Path.Combine(_folder.FullName, "site.yml")) is { } read) engine.Check(engine.Link(read));
        return [.. Diagnostics.Select(d => FormattableString.Invariant($"{d.Subject?.StartPosition.Line}:{d.Subject?.StartPosition.Column} {d.Detail} {d.Help}"))];
    }

    public async Task<IReadOnlyList<PlayTitle>> TitlesAsync(string playbook)
    {
        await using var engine = await EngineAsync(playbook, new Said(), null);
        return engine.Read(Path.Combine(_folder.FullName, "site.yml")) is { } read ? [.. engine.Link(read).Select(engine.TitleOf)] : [];
    }

    private async Task<PlayEngine> EngineAsync(string playbook, PlayCallback said, RunSettings? settings)
    {
        With("site.yml", playbook);
        var configuration = AnsibleSettings.Load(new RunEnvironment(Variables.GetValueOrDefault, _folder.FullName), Diagnostics);
        var loader = await InventoryLoader.LoadAsync(["h1,h2,"], configuration, VaultSecrets.None, Diagnostics, CancellationToken.None);
        var parts = new EngineParts(settings ?? new RunSettings(), configuration, new PlayInventory(loader, null, Diagnostics), new PlayOutput(TextWriter.Null, _warnings), Diagnostics)
        {
            Connectors = new Dictionary<string, IHostConnector>(),
            OverCommands = OverCommands,
            Operations = OperationTable.Builtin,
            Callbacks = [said],
            Prompt = new NoPrompt(TimeProvider.System),
            Plugins = new UserPlugins(configuration, VaultSecrets.None, new PlayOutput(TextWriter.Null, TextWriter.Null), CancellationToken.None),
        };
        return new PlayEngine(parts, _folder.FullName);
    }

    private sealed class Said : PlayCallback
    {
        public List<string> Words { get; } = [];

        public override void TaskCompleted(TaskResult result)
        {
            foreach (var part in result.Parts)
            {
                var message = part.TryGet("msg", out var text) ? PyText.Str(text) : "";
                if (result.HasFailed) Words.Add($"failed: {message}");
                else if (result.Task.Config.ActionName == "debug" && !result.IsSkipped) Words.Add(message);
            }
        }
    }
}
