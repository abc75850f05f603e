using System.Text;

namespace Plumb.Cli.Session;

/// <summary>Reads a line from the keys of a terminal without showing it.</summary>
internal static class SecretInput
{
    private const char EndOfTransmission = '\u0004';
    private const char EraseLine = '\u0015';

    /// <summary>Null where the input ends before there is anything.</summary>
    /// <param name="readKey">Waits for the next key and does not echo it.</param>
    public static string? ReadLine(Func<ConsoleKeyInfo> readKey)
    {
        var text = new StringBuilder();
        while (true)
        {
            var key = readKey();
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n') return text.ToString();
            if (key.KeyChar == EndOfTransmission && text.Length == 0) return null;
            if (key.KeyChar == EraseLine) text.Clear();
            else if (key.Key == ConsoleKey.Backspace || key.KeyChar is '\b' or '\u007f') RemoveLast(text);
            else if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
        }
    }

    private static void RemoveLast(StringBuilder text)
    {
        if (text.Length == 0) return;
        var size = text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1;
        text.Remove(text.Length - size, size);
    }
}
