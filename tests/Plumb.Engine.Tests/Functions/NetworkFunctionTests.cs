namespace Plumb.Engine.Tests.Functions;

/// <summary>Expectations are Terraform's answers.</summary>
public class NetworkFunctionTests
{
    [Theory]
    [InlineData("""cidrhost("00000010.0.0.1/08", 1)""", "10.0.0.1")]
    [InlineData("""cidrhost("10.0.0.0/8", -16777216)""", "10.0.0.0")]
    [InlineData("""cidrhost("1:2:3:4:5:6:1.2.3.4/64", -1)""", "1:2:3:4:ffff:ffff:ffff:ffff")]
    [InlineData("""cidrhost("::1:2:3:4:5:6:7/64", 1)""", "0:1:2:3::1")]
    [InlineData("""cidrhost("00001::/64", 1)""", "1::1")]
    [InlineData("""cidrhost("::/0", 18446744073709551616)""", "0:0:0:1::")]
    [InlineData("""cidrhost("::ffff:10.0.0.0/104", 16)""", "0:10::ffff:a00:0")]
    [InlineData("""cidrsubnet("10.0.0.0/8", -4, 3)""", "58.0.0.0/4")]
    [InlineData("""cidrsubnet("10.0.0.0/8", -4, -3)""", "38.0.0.0/4")]
    [InlineData("""cidrsubnet("10.0.0.0/8", 8, -255)""", "0.255.0.0/16")]
    [InlineData("""cidrsubnet("10.0.0.0/8", -9, 0)""", "<nil>")]
    [InlineData("""cidrsubnet("::ffff:10.0.0.0/104", 8, 3)""", "10.3.0.0/16")]
    [InlineData("""cidrsubnet("::/0", 70, 18446744073709551619)""", "400::c00:0:0:0/70")]
    [InlineData("""cidrnetmask("::ffff:10.0.0.0/104")""", "ffff:ffff:ffff:ffff:ffff:ffff:ff00:0")]
    [InlineData("""join(" ", cidrsubnets("10.0.0.0/8", 4, 8, 4))""", "10.0.0.0/12 10.16.0.0/16 10.32.0.0/12")]
    [InlineData("""join(" ", cidrsubnets("255.255.255.0/24", 1, 1))""", "255.255.255.0/25 255.255.255.128/25")]
    public void Computes_addresses(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData("""cidrhost("10.0.0.0/8", -16777217)""")]
    [InlineData("""cidrhost("10.0.0.0/+8", 1)""")]
    [InlineData("""cidrhost("fe80::1%eth0/64", 1)""")]
    [InlineData("""cidrhost("1:2:3:4:5:6:7:8::/64", 1)""")]
    [InlineData("""cidrhost("1::2::3/64", 1)""")]
    [InlineData("""cidrhost(":1:2:3:4:5:6:7:8/64", 1)""")]
    [InlineData("""cidrhost("1:2:3:4:5:6:7:/64", 1)""")]
    [InlineData("""cidrhost("::10000/64", 1)""")]
    [InlineData("""cidrhost("::/0", 340282366920938463463374607431768211456)""")]
    [InlineData("""cidrsubnet("10.0.0.0/8", -4, 300)""")]
    [InlineData("""cidrsubnet("::/0", 64, 18446744073709551616)""")]
    [InlineData("""cidrsubnets("0.0.0.0/0", 1)""")]
    [InlineData("""cidrsubnets("::ffff:10.0.0.0/104", 8)""")]
    [InlineData("""cidrsubnets("fd00::/48", 33)""")]
    [InlineData("""cidrsubnets("255.255.255.0/24", 1, 1, 1)""")]
    public void Refuses_what_has_no_answer(string expression) => Assert.NotEmpty(LanguageCalls.Fault(expression));

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/7", false)]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.1", true)]
    [InlineData("fd00::/8", "fe00::1", false)]
    public void Says_whether_a_network_contains_another(string outer, string inner, bool expected) =>
        Assert.Equal(expected ? "yes" : "no", LanguageCalls.Text($"cidrcontains(\"{outer}\", \"{inner}\") ? \"yes\" : \"no\""));

    [Fact]
    public void Refuses_to_compare_families() =>
        Assert.Contains("different families", LanguageCalls.Fault("""cidrcontains("10.0.0.0/8", "::1")"""), StringComparison.Ordinal);
}
