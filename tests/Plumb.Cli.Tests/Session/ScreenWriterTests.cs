using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Session;

public sealed class ScreenWriterTests
{
    [Fact]
    public void What_is_written_takes_the_place_of_the_block()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        using var screen = new ScreenWriter(terminal);
        screen.Show("one\ntwo");
        screen.WriteLine("done");
        Assert.Equal("one\ntwo\r\u001b[1A\u001b[Jdone\n", terminal.ToString());
    }

    [Fact]
    public void A_block_that_stays_the_same_is_not_drawn_again()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        using var screen = new ScreenWriter(terminal);
        screen.Show("one");
        screen.Show("one");
        screen.Show("");
        Assert.Equal("one\r\u001b[J", terminal.ToString());
    }

    [Fact]
    public void A_line_that_was_begun_is_left_alone()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        using var screen = new ScreenWriter(terminal);
        screen.Write("Enter a value: ");
        screen.Show("one");
        Assert.Equal("Enter a value: ", terminal.ToString());
    }
}
