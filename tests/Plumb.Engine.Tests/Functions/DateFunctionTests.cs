namespace Plumb.Engine.Tests.Functions;

public class DateFunctionTests
{
    [Theory]
    [InlineData("""timeadd("0000-01-01T00:00:00Z","-1h")""", "-0001-12-31T23:00:00Z")]
    [InlineData("""timeadd("9999-12-31T23:59:59Z","1s")""", "10000-01-01T00:00:00Z")]
    [InlineData("""timeadd("2020-01-01T00:00:00Z","2540400h")""", "2309-10-23T00:00:00Z")]
    [InlineData("""timeadd("2020-01-01T00:00:00Z","-2562047h47m16.854775808s")""", "1727-09-22T00:12:43Z")]
    [InlineData("""timeadd("2020-01-01T00:00:00.9Z","0.1s")""", "2020-01-01T00:00:01Z")]
    [InlineData("""timeadd("2020-01-01T00:00:00Z","-0.1s")""", "2019-12-31T23:59:59Z")]
    [InlineData("""timeadd("2006-01-02T15:04:05-07:00","1.s2m")""", "2006-01-02T15:06:06-07:00")]
    [InlineData("""formatdate("'it''s' EEEE DD MMM YY hh:mm:ss AA ZZZ","2018-01-02T00:02:01.999999999Z")""", "it's Tuesday 02 Jan 18 00:02:01 AM UTC")]
    [InlineData("""formatdate("YYYY H ZZZZZ'é'日","0000-02-29T12:00:00-00:30")""", "0000 12 -00:30é日")]
    [InlineData("""formatdate("'abc''","2018-01-02T23:12:01Z")""", "abc'")]
    public void Reckons_as_the_peer_does(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData("2020-01-01T1:00:00Z", "the hour must have 2 digits")]
    [InlineData("2019-02-29T00:00:00Z", "does not have that many days")]
    [InlineData("2020-13-01T00:00:00Z", "the month must be from 1 to 12")]
    [InlineData("2020-01-01 00:00:00Z", "where \"T\" belongs")]
    [InlineData("2020-01-01T00:00:00", "it ends before the offset")]
    [InlineData("2020-01-01T00:00:00+24:00", "must be from 0 to 23")]
    [InlineData("", "it ends before the year")]
    public void Says_which_part_of_a_time_is_wrong(string time, string part) =>
        Assert.Contains(part, LanguageCalls.Fault($"timeadd(\"{time}\", \"1h\")"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData(".s")]
    [InlineData("1h-1m")]
    [InlineData("1h 2m")]
    [InlineData("2562047h47m16.854775808s")]
    [InlineData("99999999999999999999999999999999999999999999h")]
    public void Refuses_what_is_no_duration(string duration) =>
        Assert.Contains("duration", LanguageCalls.Fault($"timeadd(\"2020-01-01T00:00:00Z\", \"{duration}\")"), StringComparison.Ordinal);

    [Fact]
    public void Comparing_is_more_lenient_as_in_the_peer() =>
        Assert.Equal("0 1", LanguageCalls.Text("""join(" ", [timecmp("2020-01-01T1:00:00Z","2020-01-01T01:00:00Z"), timecmp("2020-01-01T01:00:00,5Z","2020-01-01T01:00:00Z")])"""));
}
