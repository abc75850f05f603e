using System.Globalization;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The text of addresses of both versions of IP, read strictly and written short.</summary>
internal static class IpAddressText
{
    public static bool TryParse(string text, out UInt128 value, out int version)
    {
        version = text.Contains(':', StringComparison.Ordinal) ? 6 : 4;
        return version == 4 ? TryParse4(text, out value) : TryParse6(text, out value);
    }

    public static string Write(UInt128 value, int version) => version == 4 ? Write4((uint)value) : Write6(value);

    private static bool TryParse4(string text, out UInt128 value)
    {
        value = 0;
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        foreach (var part in parts)
        {
            // A leading zero might mean octal: inet_pton refuses it.
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            value = (value << 8) | number;
        }

        return true;
    }

    private static bool TryParse6(string text, out UInt128 value)
    {
        value = 0;
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0) return TryGroups(text, out value, out var count) && count == 8;
        if (!TryGroups(text[..gap], out var head, out var before) || !TryGroups(text[(gap + 2)..], out var tail, out var after) || before + after > 7) return false;
        value = (before == 0 ? 0 : head << (16 * (8 - before))) | tail;
        return true;
    }

    private static bool TryGroups(string text, out UInt128 value, out int count)
    {
        (value, count) = (0, 0);
        if (text.Length == 0) return true;
        var groups = text.Split(':');
        foreach (var (index, group) in groups.Index())
        {
            if (index == groups.Length - 1 && group.Contains('.', StringComparison.Ordinal))
            {
                if (!TryParse4(group, out var dotted)) return false;
                value = (value << 32) | dotted;
                count += 2;
                continue;
            }

            if (group.Length is 0 or > 4 || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return false;
            value = (value << 16) | number;
            count++;
        }

        return count <= 8;
    }

    private static string Write4(uint value) => string.Create(CultureInfo.InvariantCulture, $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}");

    private static string Write6(UInt128 value)
    {
        var groups = new int[8];
        for (var i = 0; i < 8; i++) groups[i] = (int)((value >> (16 * (7 - i))) & 0xffff);
        var (start, length) = LongestZeros(groups);

        // The old systems' addresses within the new keep their dots.
        var dotted = start == 0 && (length == 6 || (length == 7 && groups[7] != 1) || (length == 5 && groups[5] == 0xffff));
        var shown = dotted ? 6 : 8;
        var text = length < 2
            ? Hex(groups[..shown])
            : $"{Hex(groups[..start])}::{Hex(groups[Math.Min(start + length, shown)..shown])}";
        if (!dotted) return text;
        return text + (text.EndsWith(':') ? "" : ":") + Write4((uint)value);
    }

    private static string Hex(int[] groups) => string.Join(':', groups.Select(g => g.ToString("x", CultureInfo.InvariantCulture)));

    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        var best = (Start: -1, Length: 0);
        for (var i = 0; i < groups.Length; i++)
        {
            var end = i;
            while (end < groups.Length && groups[end] == 0) end++;
            if (end - i > best.Length) best = (i, end - i);
            i = Math.Max(i, end);
        }

        return best;
    }
}
