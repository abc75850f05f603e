using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Loads modules of the kernel, now and at each start.</summary>
internal sealed class ModprobeOperation : IOperation
{
    private const string LoadFolder = "/etc/modules-load.d";
    private const string OptionsFolder = "/etc/modprobe.d";

    public OperationSpec Spec { get; } = new("modprobe", "Load or unload kernel modules")
    {
        Collection = "community.general",
        Arguments =
        [
            new("name", ArgumentType.Text, "The module") { Required = true },
            new("state", ArgumentType.Text, "Whether it is to be loaded") { Default = "present", Choices = ["absent", "present"] },
            new("params", ArgumentType.Text, "Its parameters") { Default = "" },
            new("persistent", ArgumentType.Text, "Whether it is loaded at each start") { Default = "disabled", Choices = ["disabled", "present", "absent"] },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var (name, wanted) = (arguments.RequiredText("name"), arguments.Text("state") == "present");
        var changed = false;
        if (IsLoaded(files, name) != wanted)
        {
            var outcome = await LoadAsync(new HostTools(context.Host), name, Parameters(arguments), wanted, cancellation);
            if (!outcome.Succeeded) throw new OperationException(outcome.Error, Values(arguments).With("rc", outcome.ExitCode).With("stdout", outcome.Output).With("stderr", outcome.Error));
            changed = context.Host.IsPlanned || IsLoaded(files, name) == wanted;
        }
        changed |= arguments.Text("persistent") switch
        {
            "present" => Keep(files, name, Parameters(arguments)),
            "absent" => Forget(files, name),
            _ => false,
        };
        return new OperationResult { Changed = changed, Values = Values(arguments) };
    }

    private static string[] Parameters(MapData arguments) => arguments.RequiredText("params").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static MapData Values(MapData arguments) =>
        new MapBuilder { { "name", arguments.Text("name") }, { "params", arguments.Text("params") }, { "state", arguments.Text("state") } }.Build();

    // A trial tells in a prediction whether the module can be loaded.
    private static ValueTask<ToolOutcome> LoadAsync(HostTools tools, string name, string[] parameters, bool wanted, CancellationToken cancellation)
    {
        string[] words = wanted ? [name, .. parameters] : ["-r", name];
        return tools.Host.IsPlanned ? tools.AskAsync("modprobe", ["-n", .. words], cancellation) : tools.ChangeAsync("modprobe", words, cancellation);
    }

    private static bool IsLoaded(IHostFiles files, string name)
    {
        var prefix = name.Replace('-', '_') + " ";
        if ((files.ReadTextOrNull("/proc/modules") ?? "").Split('\n').Any(l => l.StartsWith(prefix, StringComparison.Ordinal))) return true;
        var release = files.ReadTextOrNull("/proc/sys/kernel/osrelease")?.Trim();
        return (files.ReadTextOrNull($"/lib/modules/{release}/modules.builtin") ?? "").Split('\n').Any(l => l.TrimEnd().EndsWith($"/{name}.ko", StringComparison.Ordinal));
    }

    private static bool Keep(IHostFiles files, string name, string[] parameters)
    {
        var isListed = Matching(files, LoadFolder, ModuleLine(name)).Any();
        if (!isListed) files.WriteText($"{LoadFolder}/{name}.conf", name + "\n", new FilePlacement(0x1A4));
        var current = Matching(files, OptionsFolder, OptionLine(name)).Select(m => m.Match.Groups["option"].Value).ToHashSet(StringComparer.Ordinal);
        if (current.SetEquals(parameters)) return !isListed;
        CommentOut(files, OptionsFolder, OptionLine(name));
        files.WriteText($"{OptionsFolder}/{name}.conf", string.Concat(parameters.Select(p => $"options {name} {p}\n")), new FilePlacement(0x1A4));
        return true;
    }

    private static bool Forget(IHostFiles files, string name) => CommentOut(files, LoadFolder, ModuleLine(name)) | CommentOut(files, OptionsFolder, OptionLine(name));

    private static bool CommentOut(IHostFiles files, string folder, Regex line)
    {
        var paths = Matching(files, folder, line).Select(m => m.Path).Distinct().ToList();
        foreach (var path in paths) files.WriteText(path, line.Replace(files.ReadText(path), "#$0"), new FilePlacement());
        return paths.Count > 0;
    }

    private static IEnumerable<(string Path, Match Match)> Matching(IHostFiles files, string folder, Regex line) => files.ListOrEmpty(folder).Select(n => $"{folder}/{n}")
        .SelectMany(path => line.Matches(files.ReadTextOrNull(path) ?? "").Select(match => (path, match)));

    private static Regex ModuleLine(string name) => new($@"^ *{Regex.Escape(name)} *(?:[#;].*)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static Regex OptionLine(string name) => new($@"^options {Regex.Escape(name)} (?<option>\w+=\S+) *(?:[#;].*)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant);
}
