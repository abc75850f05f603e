using System.Globalization;
using System.Text;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Texts of all kinds and sizes, the same at every run, for a compressor to choose differently on.</summary>
internal static class CompressedTexts
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IReadOnlyDictionary<string, string> All { get; } = Make();

    private static Dictionary<string, string> Make()
    {
        var random = new Generator(7);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["empty"] = "",
            ["one"] = "a",
            ["hello"] = "hello world",
            ["triples"] = string.Concat(Enumerable.Repeat("abc", 100)),
            ["accents"] = string.Concat(Enumerable.Repeat("héllo wörld ☃ ", 30)),
            ["cloud-config"] = "#cloud-config\npackages:\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"  - [ sh, -c, 'echo {i} > /tmp/f{i}' ]\n"))),
        };
        foreach (var length in new[] { 258, 259, 1000, 32768, 65536, 65537, 200_000 }) texts[$"same-{length}"] = new string('x', length);
        foreach (var length in new[] { 10, 100, 255, 256, 1000, 17_000, 65_535, 65_536, 140_000 }) texts[$"random-{length}"] = Letters(random, Alphanumeric, length);
        foreach (var length in new[] { 100, 5000, 70_000 }) texts[$"bits-{length}"] = Letters(random, "01", length);
        foreach (var words in new[] { 50, 500, 3000, 9000, 20_000, 70_000 }) texts[$"words-{words}"] = Words(random, words);
        texts["megabyte"] = Words(random, 200_000)[..1_000_000];
        texts["random-megabyte"] = Letters(random, Alphanumeric, 1_000_000);
        var far = Letters(random, Alphanumeric, 400);
        texts["far"] = far + new string('-', 33_000) + far + new string('z', 32_768) + far;
        return texts;
    }

    private static string Letters(Generator random, string of, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length) text.Append(of[random.Below(of.Length)]);
        return text.ToString();
    }

    private static string Words(Generator random, int count)
    {
        var vocabulary = Enumerable.Range(0, 800).Select(_ => Letters(random, Alphanumeric[26..52], 2 + random.Below(8))).ToArray();
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => vocabulary[random.Below(vocabulary.Length)]));
    }

    /// <summary>The runtime's own generator may give other numbers in another version.</summary>
    private sealed class Generator(uint state)
    {
        public int Below(int limit)
        {
            state = unchecked(state * 1664525 + 1013904223);
            return (int)((state >> 8) % (uint)limit);
        }
    }
}
