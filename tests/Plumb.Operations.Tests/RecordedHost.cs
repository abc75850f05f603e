using System.Globalization;
using System.Text;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Hosts.Memory;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests;

/// <summary>A host in memory made of recorded files and of what programs print.</summary>
internal sealed class RecordedHost
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);

    public RecordedHost(HostUser? user = null, TimeProvider? clock = null) => Host = new MemoryHost(user, clock) { Run = Answer };

    public MemoryHost Host { get; }

    /// <summary>Every program that was started, as one line each.</summary>
    public List<string> Started { get; } = [];

    public RecordedHost File(string path, string text, uint mode = 0x1A4)
    {
        Folder(path[..path.LastIndexOf('/')]);
        Host.Files.Write(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), new FilePlacement(mode));
        return this;
    }

    public RecordedHost Folder(string path)
    {
        for (var i = path.IndexOf('/', 1); ; i = path.IndexOf('/', i + 1))
        {
            var part = i < 0 ? path : path[..i];
            if (part.Length > 0 && Host.Files.Status(part, follow: true) is null) Host.Files.CreateDirectory(part, 0x1ED);
            if (i < 0) return this;
        }
    }

    public RecordedHost Link(string path, string target)
    {
        Folder(path[..path.LastIndexOf('/')]);
        Host.Files.CreateSymbolicLink(path, target);
        return this;
    }

    /// <summary>A program that the host has, found in /usr/bin.</summary>
    public RecordedHost Program(string name)
    {
        Host.Programs[name] = "/usr/bin/" + name;
        return this;
    }

    /// <summary>What a program with these arguments prints; exit code and error follow after a form feed where they matter.</summary>
    public RecordedHost Prints(string commandLine, string output)
    {
        _answers[commandLine] = output;
        return Program(commandLine.Split(' ')[0]);
    }

    public string Read(string path) => Host.Files.ReadText(path);

    public async Task<OperationResult> RunAsync(string operation, MapBuilder arguments, bool check = false, bool diff = false) =>
        await new OperationRunner(Host, OperationTable.Builtin)
            .RunAsync(new OperationRequest(operation, arguments.Build()) { Check = check, Diff = diff }, OperationEvents.None, TestContext.Current.CancellationToken);

    private ProcessOutcome? Answer(ProcessRequest request)
    {
        var line = string.Join(' ', [request.Program[(request.Program.LastIndexOf('/') + 1)..], .. request.Arguments]);
        Started.Add(line);
        if (!_answers.TryGetValue(line, out var answer)) return new ProcessOutcome(1, [], Encoding.UTF8.GetBytes("not recorded: " + line), 0, 1);
        var parts = answer.Split('\f');
        return new ProcessOutcome(parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0, Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts.Length > 2 ? parts[2] : ""), 0, 1);
    }
}
