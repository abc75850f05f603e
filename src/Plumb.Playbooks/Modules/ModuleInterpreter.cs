using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Modules;

/// <summary>What reads a module on the host.</summary>
/// <param name="Command">Words for the shell; empty where the module starts by itself.</param>
/// <param name="Candidates">Programs, of which the host takes the first that it has; only where nobody said which.</param>
internal sealed record ModuleInterpreter(string Command, IReadOnlyList<string> Candidates)
{
    /// <summary>The fact in which the host's Python is remembered.</summary>
    public const string DiscoveredFact = "discovered_interpreter_python";

    private const string Python = "python";

    private static readonly string[] Usual = ["/usr/bin/python3"];

    private static readonly HashSet<string> Discovering = ["", "auto", "auto_legacy", "auto_silent", "auto_legacy_silent"];

    public static ModuleInterpreter None { get; } = new("", []);

    /// <summary>The interpreter that the first line of a module asks for, unless variables or the configuration say another.</summary>
    public static ModuleInterpreter Of(ActionContext context, AnsibleSettings settings, IReadOnlyList<string> firstLine)
    {
        string[] words = firstLine.Count == 0 ? ["/usr/bin/python"] : [.. firstLine];
        var name = Path.GetFileName(words[0]);
        var given = (context.Connected.Variable($"ansible_{name}_interpreter") is { } value ? PyText.Str(value) : null)?.Trim();
        if (name != Python) return new ModuleInterpreter(string.Join(' ', [given is { Length: > 0 } ? given : words[0], .. words[1..]]), []);
        given ??= settings.Text("INTERPRETER_PYTHON")?.Trim() ?? "";
        if (!Discovering.Contains(given)) return new ModuleInterpreter(string.Join(' ', [given, .. words[1..]]), []);
        if (context.Connected.Variable("ansible_facts") is PyDict facts && facts.TryGet(DiscoveredFact, out var known) && known is string found) return new ModuleInterpreter(string.Join(' ', [found, .. words[1..]]), []);
        return new ModuleInterpreter("", [.. Usual, .. settings.List("INTERPRETER_PYTHON_FALLBACK")]);
    }
}
