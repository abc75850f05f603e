using System.Text.RegularExpressions;
using Plumb.Core.Diagnostics;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Strategies.Records;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.Strategies.Records;

/// <summary>Runs a playbook on fake hosts within the test, with a record in a folder of its own.</summary>
internal sealed class RecordedRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-record-").FullName;

    public RecordedRun(string playbook, params IEnumerable<(string Name, string Text)> files)
    {
        Write("site.yml", playbook);
        foreach (var (name, text) in files) Write(name, text);
    }

    /// <summary>Where the playbook is.</summary>
    public string Folder => _folder;

    public FakeHosts Hosts { get; } = new();

    public VaultSecrets Vault { get; init; } = VaultSecrets.None;

    public RunSettings Settings { get; set; } = new() { Gathering = "explicit" };

    public string Inventory { get; set; } = "a,b,c,";

    public string Record => Path.Combine(_folder, "state", "run.jsonl");

    public List<string> Warnings { get; } = [];

    /// <summary>What is answered to questions, in order; then the input has ended.</summary>
    public IReadOnlyList<string> Answers { get; set; } = [];

    /// <summary>Shows the run to people, and not as the peer does.</summary>
    public bool Reports { get; init; }

    public List<string> Questions { get; } = [];

    public string Output { get; private set; } = "";

    /// <summary>The exit code of the last run.</summary>
    public int? Code { get; private set; }

    public void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The exit code, or null where the run was ended in the middle.</summary>
    public async Task<int?> RunAsync(bool resumes)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Hosts.End = () =>
        {
            try
            {
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The run is over already.
            }
        };
        var diagnostics = new DiagnosticBag();
        var configuration = AnsibleSettings.Load(new RunEnvironment(name => name == "HOME" ? _folder : null, _folder), diagnostics);
        var loaded = await InventoryLoader.LoadAsync([Inventory.Contains(',', StringComparison.Ordinal) ? Inventory : Path.Combine(_folder, Inventory)], configuration, Vault, diagnostics, TestContext.Current.CancellationToken);
        var text = new StringWriter { NewLine = "\n" };
        var output = new PlayOutput(text, text);
        await using var record = resumes
            ? RunRecord.Resume(Record, Settings, Vault, Warnings.Add) ?? throw new InvalidOperationException("there is nothing to resume")
            : RunRecord.Start(Record, Settings, Vault, Warnings.Add);
        var parts = new EngineParts(Settings, configuration, new PlayInventory(loaded, null, diagnostics), output, diagnostics)
        {
            Connectors = new Dictionary<string, IHostConnector> { ["ssh"] = Hosts },
            Operations = OperationTable.Builtin,
            Callbacks = [Reports ? new ReportCallback(output, new CallbackSettings(), new StoppedClock()) : new DefaultCallback(output, new CallbackSettings())],
            Prompt = new ScriptedPrompt(this),
            Vault = Vault,
            Record = record,
        };
        try
        {
            await using var engine = new PlayEngine(parts, _folder);
            var playbook = engine.Read(Path.Combine(_folder, "site.yml")) ?? throw new InvalidOperationException(string.Join('\n', diagnostics.Select(d => d.Detail)));
            var code = await engine.RunAsync([playbook], ending.Token);
            Code = code;
            if (code == 0) record.Complete();
            return code;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Output = text.ToString();
        }
    }

    /// <summary>The counts at the end of the output, but of changes: a task that was ended in the middle may find nothing left to change.</summary>
    public string Recap() => Regex.Replace(Output[Output.LastIndexOf("PLAY RECAP", StringComparison.Ordinal)..], "changed=[0-9]+ *", "");

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private sealed class ScriptedPrompt(RecordedRun run) : IPlayPrompt
    {
        private readonly Queue<string> _answers = new(run.Answers);

        public bool IsInteractive => false;

        public ValueTask<string?> AskAsync(string text, bool isSecret, CancellationToken cancellation)
        {
            run.Questions.Add(text);
            return ValueTask.FromResult(_answers.TryDequeue(out var answer) ? answer : null);
        }

        public ValueTask<bool> PauseAsync(string text, TimeSpan time, CancellationToken cancellation) => ValueTask.FromResult(true);
    }
}
