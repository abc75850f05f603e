using System.Globalization;

namespace Plumb.Operations.Users;

/// <summary>A line of <c>/etc/shadow</c>; days are counted since 1970, and null is a field left empty.</summary>
internal sealed record ShadowEntry(string Name, string Password, long? LastChanged, long? MinimumDays, long? MaximumDays, long? WarningDays, long? InactiveDays, long? ExpiresOn)
{
    public static ShadowEntry? Parse(string line) =>
        line.Split(':') is [{ Length: > 0 } name, var password, var changed, var minimum, var maximum, var warning, var inactive, var expires, ..]
            ? new ShadowEntry(name, password, Number(changed), Number(minimum), Number(maximum), Number(warning), Number(inactive), Number(expires))
            : null;

    private static long? Number(string field) => long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
