namespace Plumb.Providers.Tests;

/// <summary>A clock that stands still until it is advanced.</summary>
internal sealed class SettableClock : TimeProvider
{
    private DateTimeOffset _now = new(2024, 2, 29, 12, 30, 15, 500, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan span) => _now += span;
}
