using Plumb.Cli.Rendering.Progress;
using Plumb.Core.Addresses;

namespace Plumb.Cli.Tests.Rendering.Progress;

public sealed class ProgressBlockTests
{
    [Fact]
    public void What_runs_longest_comes_first() =>
        Assert.Equal("""
            Applying: 2 of 9 done, 2 running, 4 waiting, 1 failed [1m5s]
              terraform_data.old: destroying 1m2s
              terraform_data.young: creating 3s
            """, ProgressBlock.Draw(new ProgressSnapshot("Applying", 2, 1, 9, TimeSpan.FromSeconds(65), [Running("young", "creating", 3), Running("old", "destroying", 62)]), 80, 24, color: false), ignoreLineEndingDifferences: true);

    [Fact]
    public void Nothing_is_drawn_before_anything_began() => Assert.Equal("", ProgressBlock.Draw(new ProgressSnapshot("Planning", 0, 0, 0, TimeSpan.FromSeconds(9), []), 80, 24, color: true));

    [Fact]
    public void Where_the_number_of_operations_is_not_known_none_wait() =>
        Assert.Equal("Planning: 7 done, 0 running [0s]", ProgressBlock.Draw(new ProgressSnapshot("Planning", 7, 0, 0, TimeSpan.Zero, []), 80, 24, color: false));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    [InlineData(20, 5)]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public void The_block_leaves_room_in_terminals_of_any_size(int width, int height)
    {
        var running = Enumerable.Range(0, 3000).Select(i => Running($"a_rather_long_name_{i}_{new string('é', i % 50)}", "creating", i)).ToArray();
        var rows = ProgressBlock.Draw(new ProgressSnapshot("Applying", 5000, 2, 90000, TimeSpan.FromHours(2), running), width, height, color: false).Split('\n');
        Assert.True(rows.Length <= Math.Max(1, height - 4));
        Assert.All(rows, r => Assert.True(r.Length < Math.Max(2, width - 3), r));
        if (height == 24) Assert.Equal("  and 2982 more", rows[^1]);
    }

    [Fact]
    public void Of_a_long_address_only_the_end_is_left_out() =>
        Assert.Equal("  terraform_data.aaa…: creating 4s", ProgressBlock.Draw(new ProgressSnapshot("Applying", 0, 0, 0, TimeSpan.Zero, [Running(new string('a', 90), "creating", 4)]), 38, 24, color: false).Split('\n')[1]);

    private static RunningOperation Running(string name, string doing, int seconds) =>
        new(AddressParser.TryParseInstance($"terraform_data.{name}", out var address, out var error) ? address : throw new FormatException(error.ToString()), null, doing, TimeSpan.FromSeconds(seconds));
}
