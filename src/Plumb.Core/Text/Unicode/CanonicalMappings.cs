using System.Globalization;

namespace Plumb.Core.Text.Unicode;

/// <summary>Canonical decompositions, compositions and combining classes, read from canonical.txt when text first needs them.</summary>
internal static class CanonicalMappings
{
    private static readonly Dictionary<int, (int First, int Second)> Decompositions = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly Dictionary<int, byte> CombiningClasses = [];

    static CanonicalMappings()
    {
        using var stream = typeof(CanonicalMappings).Assembly.GetManifestResourceStream("Plumb.Core.Text.Unicode.canonical.txt")
            ?? throw new InvalidOperationException("canonical.txt is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) Read(line);
    }

    internal static byte CombiningClass(int character) => character < 0x300 ? (byte)0 : CombiningClasses.GetValueOrDefault(character);

    internal static bool TryCompose(int first, int second, out int composed) => Compositions.TryGetValue((first, second), out composed);

    /// <summary>Adds what the character is made of, in full.</summary>
    internal static void Decompose(int character, List<int> into)
    {
        if (character < 0xC0 || !Decompositions.TryGetValue(character, out var parts))
        {
            into.Add(character);
            return;
        }
        Decompose(parts.First, into);
        if (parts.Second != 0) Decompose(parts.Second, into);
    }

    private static void Read(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "=" or ">":
                var parts = (Hex(words[2]), words.Length > 3 ? Hex(words[3]) : 0);
                Decompositions.Add(Hex(words[1]), parts);
                if (words[0] == "=") Compositions.Add(parts, Hex(words[1]));
                break;
            case "^":
                var range = words[2].Split('-');
                for (var c = Hex(range[0]); c <= Hex(range[1]); c++) CombiningClasses.Add(c, byte.Parse(words[1], CultureInfo.InvariantCulture));
                break;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
