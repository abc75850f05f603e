using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Answers questions that packages of Debian ask when they are installed.</summary>
internal sealed class DebconfOperation : IOperation
{
    public OperationSpec Spec { get; } = new("debconf", "Configure a .deb package")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The package") { Required = true, Aliases = ["pkg"] },
            new("question", ArgumentType.Text, "The question") { Aliases = ["selection", "setting"] },
            new("vtype", ArgumentType.Text, "The kind of answer") { Choices = ["boolean", "error", "multiselect", "note", "password", "seen", "select", "string", "text", "title"] },
            new("value", ArgumentType.Raw, "The answer; a list where there may be several") { Aliases = ["answer"] },
            new("unseen", ArgumentType.Boolean, "Leave the question to be asked all the same") { Default = false },
        ],
        RequiredTogether = [["question", "vtype", "value"]],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, tools) = (context.Arguments, new HostTools(context.Host));
        var package = arguments.RequiredText("name");
        var shown = await tools.AskAsync("debconf-show", [package], cancellation);
        if (!shown.Succeeded) throw new OperationException(shown.Error);
        var previous = Answers(shown);
        if (arguments.Text("question") is not { } question) return Unchanged(previous);

        var type = arguments.RequiredText("vtype");
        var value = Value(arguments["value"] ?? DataValue.Null, type);
        if (previous.ContainsKey(question) && await ExistingAsync() is { } before && before == value) return Unchanged(previous);
        string[] unseen = arguments.Flag("unseen") ? ["-u"] : [];
        var outcome = await tools.ChangeAsync("debconf-set-selections", unseen, cancellation, $"{package} {question} {type} {value}");
        if (!outcome.Succeeded) throw new OperationException(outcome.Error);
        // The answer to the question about a password is nobody's business.
        var told = type == "password" ? "" : value;
        var was = Previous(previous, question, hidden: type == "password");
        var now = new MapBuilder { { question, told } }.Build();
        return new OperationResult
        {
            Changed = true,
            Message = outcome.Output,
            Values = new MapBuilder { { "current", now }, { "previous", was } }.Build(),
            Diffs = context.Request.Diff ? [new ContentDiff(DataJson.Write(was), DataJson.Write(was.With(now))) { IsProperties = true }] : [],
        };

        async ValueTask<string?> ExistingAsync() => type switch
        {
            "boolean" => previous[question].ToLowerInvariant(),
            "password" => await PasswordAsync(tools, package, question, cancellation),
            "multiselect" when arguments["value"] is ListData => Joined(previous[question].Split(',').Select(a => a.Trim())),
            _ => previous[question],
        };
    }

    /// <summary>The answer to the question about a password, which only the list of all answers has; null where the host cannot make one.</summary>
    private static async ValueTask<string?> PasswordAsync(HostTools tools, string package, string question, CancellationToken cancellation)
    {
        if (await tools.AskIfThereAsync("debconf-get-selections", [], cancellation) is not { Succeeded: true } all) return null;
        var line = all.Lines.Select(l => l.Split('\t', 4)).FirstOrDefault(f => f.Length == 4 && f[1] == question && f[2] == "password" && f[0].Split(", ").Contains(package, StringComparer.Ordinal));
        return line?[3];
    }

    private static OperationResult Unchanged(Dictionary<string, string> answers)
    {
        var current = new MapBuilder();
        foreach (var (question, answer) in answers) current.Add(question, answer);
        return new OperationResult { Message = "", Values = new MapBuilder { { "current", current } }.Build() };
    }

    // Where the question is new, all others are told.
    private static MapData Previous(Dictionary<string, string> answers, string question, bool hidden)
    {
        var was = new MapBuilder();
        if (answers.TryGetValue(question, out var before)) return was.AddIfSet(question, hidden ? "" : before).Build();
        foreach (var (other, answer) in answers) was.Add(other, answer);
        was.Add(question, "");
        return was.Build();
    }

    private static Dictionary<string, string> Answers(ToolOutcome shown) => shown.Lines.Select(l => l.Split(':', 2)).Where(p => p.Length == 2)
        .GroupBy(p => p[0].Trim('*', ' ')).ToDictionary(g => g.Key, g => g.Last()[1].Trim(), StringComparer.Ordinal);

    private static string Value(DataValue value, string type) => (type, value) switch
    {
        ("boolean", _) => PythonText.Str(value).ToLowerInvariant(),
        ("multiselect", ListData list) => Joined(list.Items.Select(i => i is TextData text ? text.Value : throw new OperationException("Invalid value provided for 'multiselect': each of its answers is text"))),
        _ => PythonText.Str(value),
    };

    // In which order several answers stand means nothing.
    private static string Joined(IEnumerable<string> answers) => string.Join(", ", answers.Order(StringComparer.Ordinal));
}
