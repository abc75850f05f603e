using Plumb.Provider.Models;

namespace Example.Notes;

[Functions]
internal static partial class NoteFunctions
{
    [Function("count_words", Description = "How many words a text has.")]
    public static int CountWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [Function("join_tags", Description = "Tags as one text.")]
    public static string JoinTags(string separator, params string[] tags) =>
        separator.Length == 0 ? throw new FunctionException("a separator is wanted", argument: 0) : string.Join(separator, tags);
}
