using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>What happens to one value inside an object.</summary>
internal enum ChangeSign
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>The signs that stand before values and objects, and their colours.</summary>
internal readonly record struct Signs(bool Color)
{
    public string Of(ChangeSign sign) => sign switch
    {
        ChangeSign.Added => Green("+"),
        ChangeSign.Removed => Red("-"),
        ChangeSign.Changed => Yellow("~"),
        _ => " ",
    };

    /// <summary>Four columns wide, with the space before and after.</summary>
    public string Of(ChangeAction action) => action switch
    {
        ChangeAction.Create => $"  {Green("+")} ",
        ChangeAction.Update => $"  {Yellow("~")} ",
        ChangeAction.Delete => $"  {Red("-")} ",
        ChangeAction.DeleteThenCreate => $"{Red("-")}/{Green("+")} ",
        ChangeAction.CreateThenDelete => $"{Green("+")}/{Red("-")} ",
        ChangeAction.Read => $" {Cyan("<=")} ",
        ChangeAction.Forget => $"  {Red(".")} ",
        _ => "    ",
    };

    public string Bold(string text) => Paint("1", text);

    public string Red(string text) => Paint("31", text);

    public string Dim(string text) => Paint("90", text);

    public string Yellow(string text) => Paint("33", text);

    public static ChangeSign Between(Value? before, Value? after) => (before, after) switch
    {
        (null or { IsNull: true }, null or { IsNull: true }) => ChangeSign.Same,
        (null or { IsNull: true }, _) => ChangeSign.Added,
        (_, null or { IsNull: true }) => ChangeSign.Removed,
        var (from, to) => from.Equals(to) ? ChangeSign.Same : ChangeSign.Changed,
    };

    private string Green(string text) => Paint("32", text);

    private string Cyan(string text) => Paint("36", text);

    private string Paint(string code, string text) => Color ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
