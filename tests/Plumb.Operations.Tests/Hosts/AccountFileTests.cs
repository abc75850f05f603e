using Plumb.Operations.Hosts;

namespace Plumb.Operations.Tests.Hosts;

public class AccountFileTests
{
    private const string Accounts = "root:x:0:0:root:/root:/bin/bash\n\nbroken:x\n# note: x:1000\nada:x:1000:1000:Ada:/home/ada:/bin/sh\ntwin:x:1000:7::/tmp:\r";

    [Theory]
    [InlineData(0, "root", "0:/root")]
    [InlineData(2, "1000", "1000:/home/ada")]
    [InlineData(0, "ada", "1000:/home/ada")]
    [InlineData(0, "twin", "1000:/tmp")]
    public void The_first_line_that_says_so_is_the_one(int column, string wanted, string expected) =>
        Assert.Equal(expected, AccountFile.Find(Accounts, column, wanted) is { } found ? $"{found[2]}:{found[5]}" : null);

    [Theory]
    [InlineData(0, "broken")]
    [InlineData(0, "roo")]
    [InlineData(2, "100")]
    [InlineData(9, "x")]
    public void What_no_line_says_or_only_half_a_line_is_not_found(int column, string wanted) => Assert.Null(AccountFile.Find(Accounts, column, wanted));

    [Fact]
    public void Nothing_is_in_an_empty_file() => Assert.Null(AccountFile.Find("", 0, ""));
}
