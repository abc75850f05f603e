namespace Plumb.Playbooks.Templating.Python;

/// <summary>Base64 as Python's <c>b64decode</c> reads it: what is no letter of it is passed over, and text behind the padding too.</summary>
internal static class LenientBase64
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static byte[] Decode(string text)
    {
        List<byte> bytes = [];
        var place = 0;
        var held = 0;
        var pads = 0;
        foreach (var letter in text)
        {
            if (letter == '=')
            {
                if (place >= 2 && place + ++pads >= 4) return [.. bytes];
                continue;
            }

            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) continue;
            pads = 0;
            held = (held << 6) | value;
            place = (place + 1) % 4;
            if (place != 1) bytes.Add((byte)(held >> (place switch { 2 => 4, 3 => 2, _ => 0 })));
            held &= 0x3f;
        }

        return place switch
        {
            0 => [.. bytes],
            1 => throw TemplatingException.Python("binascii.Error", $"Invalid base64-encoded string: number of data characters ({(bytes.Count / 3 * 4) + 1}) cannot be 1 more than a multiple of 4"),
            _ => throw TemplatingException.Python("binascii.Error", "Incorrect padding"),
        };
    }
}
