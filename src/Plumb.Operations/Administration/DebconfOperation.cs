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
            new("value", ArgumentType.Text, "The answer") { Aliases = ["answer"] },
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
        var value = Value(arguments.RequiredText("value"), type);
        var before = previous.GetValueOrDefault(question);
        if (before is not null && (type == "boolean" ? before.ToLowerInvariant() : before) == value) return Unchanged(previous);
        string[] unseen = arguments.Flag("unseen") ? ["-u"] : [];
        var outcome = await tools.ChangeAsync("debconf-set-selections", unseen, cancellation, $"{package} {question} {type} {value}");
        if (!outcome.Succeeded) throw new OperationException(outcome.Error);
        // The answer to the question about a password is nobody's business.
        var told = type == "password" ? "" : before is null ? arguments.RequiredText("value") : value;
        var was = Previous(previous, question, hidden: type == "password");
        var now = new MapBuilder { { question, told } }.Build();
        return new OperationResult
        {
            Changed = true,
            Message = outcome.Output,
            Values = new MapBuilder { { "current", now }, { "previous", was } }.Build(),
            Diffs = context.Request.Diff ? [new ContentDiff(DataJson.Write(was), DataJson.Write(was.With(now))) { IsProperties = true }] : [],
        };
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

    private static string Value(string text, string type) => type == "boolean" ? text.ToLowerInvariant() : text;
}
