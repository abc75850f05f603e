using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Session;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory.Listing;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>config</c>: shows the settings of playbooks, with where each comes from, and writes a file to begin with.</summary>
internal static class ConfigCommand
{
    private static readonly GnuOption File = new("-c --config", "The configuration file, in place of the one that is found.") { Value = "CONFIG_FILE" };
    private static readonly GnuOption Type = new("-t --type", "The kind of settings: only those of the program are known.") { Value = "TYPE", Choices = ["all", "base", "become", "cache", "callback", "cliconf", "connection", "httpapi", "inventory", "lookup", "netconf", "shell", "vars"] };
    private static readonly GnuOption OnlyChanged = new("--only-changed --changed-only", "Only settings that differ from their defaults.");
    private static readonly GnuOption Disabled = new("--disabled", "Put every line behind a comment sign.");
    private static readonly GnuOption ListFormat = new("-f --format", "How to write the list.") { Value = "FORMAT", Choices = ["json", "yaml"] };
    private static readonly GnuOption DumpFormat = new("-f --format", "How to write the settings.") { Value = "FORMAT", Choices = ["json", "yaml", "display"] };
    private static readonly GnuOption InitFormat = new("-f --format", "What to write: a file, or variables of the environment.") { Value = "FORMAT", Choices = ["ini", "env", "vars"] };

    public static GnuCommand Command { get; } = new("config", "Show the settings of playbooks.")
    {
        Subcommands =
        [
            Action("list", "Show all settings and where they can be set.", [ListFormat], List),
            Action("dump", "Show the value of every setting and where it comes from.", [OnlyChanged, DumpFormat], Dump),
            Action("view", "Show the configuration file.", [], View),
            Action("init", "Write a configuration file with every setting.", [InitFormat, Disabled], Init),
        ],
    };

    private static GnuCommand Action(string name, string summary, GnuOption[] options, Func<PeerSession, GnuArguments, string?> write) => new(name, summary)
    {
        Options = [File, Type, .. options, SharedOptions.Verbose],
        Operands = "[plugin ...]",
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, _) => RunAsync(terminal, arguments, write),
    };

    private static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, Func<PeerSession, GnuArguments, string?> write)
    {
        var named = arguments.Value(File) is { } path ? new RunEnvironment(terminal.Environment, terminal.WorkingDirectory).Expand(path) : null;
        var session = new PeerSession(terminal, named is not null && System.IO.File.Exists(named) ? named : null);
        if (named is not null && session.Settings.ConfigFile != named)
            return session.Fail(PeerRules.Configuration, $"The provided configuration file is missing or not accessible: {named}", PeerExit.Options);
        var text = write(session, arguments);
        session.Tell();
        if (text is not null) await terminal.Out.WriteAsync(text).ConfigureAwait(false);
        return text is null || session.Diagnostics.HasErrors ? PeerExit.Failure : PeerExit.Success;
    }

    private static string List(PeerSession session, GnuArguments arguments)
    {
        var settings = new PyDict();
        foreach (var definition in SettingTable.All) settings[definition.Name] = Describe(definition);
        var isJson = arguments.Value(ListFormat) == "json";
        return isJson ? ListingText.Write(settings, ListingFormat.Json) + "\n" : ListingText.Write(settings, ListingFormat.Yaml);
    }

    private static PyDict Describe(SettingDefinition definition)
    {
        var described = new PyDict { };
        described["default"] = definition.Default;
        described["type"] = TypeName(definition.Type);
        if (definition.Environment.Count > 0) described["env"] = new PyList(definition.Environment.Select(object? (name) => Pair("name", name)).ToList());
        if (definition.Ini.Any()) described["ini"] = new PyList(definition.Ini.Select(object? (place) => Pair("key", place.Key, "section", place.Section)).ToList());
        if (definition.AllowedValues.Count > 0) described["choices"] = new PyList(definition.AllowedValues);
        return described;
    }

    private static string Dump(PeerSession session, GnuArguments arguments)
    {
        var shown = session.Settings.All.Where(v => !arguments.Has(OnlyChanged) || !v.IsDefault)
            .Select(v => (v.Definition.Name, v.Origin, v.Value));
        if (session.Settings.ConfigFile is { } file || !arguments.Has(OnlyChanged)) shown = shown.Append((Name: "CONFIG_FILE", Origin: "", Value: session.Settings.ConfigFile));
        shown = shown.OrderBy(v => v.Name, StringComparer.Ordinal);
        var format = arguments.Value(DumpFormat) ?? "display";
        if (format == "display") return string.Concat(shown.Select(v => $"{v.Name}({v.Origin}) = {PyValues.Str(v.Value)}\n"));
        var list = new PyList(shown.Select(object? (v) => Pair("name", v.Name, "origin", v.Origin, "type", null, "value", v.Value)).ToList());
        return format == "json" ? ListingText.WriteValue(list, ListingFormat.Json) + "\n" : ListingText.WriteValue(list, ListingFormat.Yaml);
    }

    private static string? View(PeerSession session, GnuArguments arguments)
    {
        if (session.Settings.ConfigFile is { } file) return System.IO.File.ReadAllText(file);
        session.Diagnostics.Add(PeerRules.Configuration, null, "Invalid or no config file was supplied");
        return null;
    }

    private static string Init(PeerSession session, GnuArguments arguments)
    {
        var mark = arguments.Has(Disabled) ? ";" : "";
        return arguments.Value(InitFormat) switch
        {
            "env" => string.Concat(SettingTable.All.Where(d => d.Environment.Count > 0).Select(d => $"# {d.Name} ({TypeName(d.Type)})\n{(mark.Length > 0 ? "#" : "")}{d.Environment[^1]}='{d.Default}'\n\n")),
            "vars" => "",
            _ => string.Join('\n', SettingTable.All.Where(d => d.Ini.Any()).GroupBy(d => d.Ini.Last().Section)
                .Select(section => $"[{section.Key}]\n" + string.Concat(section.Select(d => $"# {d.Name} ({TypeName(d.Type)})\n{mark}{d.Ini.Last().Key}={d.Default}\n\n")))),
        };
    }

    private static string TypeName(SettingType type) => type switch
    {
        SettingType.Raw or SettingType.Text => "string",
        SettingType.Dictionary => "dict",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static PyDict Pair(params ReadOnlySpan<object?> pairs)
    {
        var map = new PyDict(pairs.Length / 2);
        for (var i = 0; i < pairs.Length; i += 2) map[pairs[i]] = pairs[i + 1];
        return map;
    }
}
