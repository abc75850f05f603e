using Plumb.Plugins.Installation;

namespace Plumb.Plugins.Tests.Installation;

public class ProviderPlatformTests
{
    [Fact]
    public void A_platform_is_written_as_go_writes_it()
    {
        Assert.True(ProviderPlatform.TryParse("linux_arm64", out var platform));
        Assert.Equal(new ProviderPlatform("linux", "arm64"), platform);
        Assert.Equal("linux_arm64", platform.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("linux_")]
    [InlineData("linux_arm64_v8")]
    [InlineData("../x_amd64")]
    public void What_could_be_no_directory_is_no_platform(string text) => Assert.False(ProviderPlatform.TryParse(text, out _));
}
