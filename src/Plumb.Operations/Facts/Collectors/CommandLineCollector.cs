using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The kernel's command line: words with a value, and words alone as true.</summary>
internal sealed class CommandLineCollector : IFactCollector
{
    public string Name => "cmdline";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        if (context.Files.Text("/proc/cmdline") is not { } text) return ValueTask.CompletedTask;
        var last = new MapBuilder();
        var all = new MapBuilder();
        foreach (var word in Words(text))
        {
            if (word.Split('=', 2) is [var name, var value])
            {
                last.Add(name, value);
                all.Add(name, Append(all[name], value));
            }
            else
            {
                last.Add(word, true);
                all.Add(word, true);
            }
        }
        context.Facts.Add("cmdline", last);
        context.Facts.Add("proc_cmdline", all);
        return ValueTask.CompletedTask;
    }

    // A word that comes several times, such as console, has all its values as a list.
    private static DataValue Append(DataValue? before, string value) => before switch
    {
        null => DataValue.Of(value),
        ListData list => new ListData([.. list.Items, DataValue.Of(value)]),
        _ => new ListData([before, DataValue.Of(value)]),
    };

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        char quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0') quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'') (quote, start) = (text[i], start < 0 ? i : start);
            else if (!char.IsWhiteSpace(text[i])) start = start < 0 ? i : start;
            else if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
        if (start >= 0) yield return text[start..];
    }
}
