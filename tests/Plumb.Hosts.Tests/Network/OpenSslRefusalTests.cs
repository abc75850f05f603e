using Plumb.Hosts.Network;

namespace Plumb.Hosts.Tests.Network;

/// <summary>What openssl prints is told as Python tells it, for plays that look at the words.</summary>
public sealed class OpenSslRefusalTests
{
    [Theory]
    [InlineData("depth=0 CN = x\nverify error:num=18:self-signed certificate\n8000:error:0A000086:SSL routines:x:certificate verify failed\n", 0, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate")]
    [InlineData("808BEEFAE27F0000:error:8000006F:system library:BIO_connect:Connection refused:../crypto/bio/bio_sock2.c:117:calling connect()\nconnect:errno=111", 111, "Connection refused")]
    [InlineData("80DB:error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Temporary failure in name resolution", -3, "Temporary failure in name resolution")]
    [InlineData("80DB:error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Name or service not known", -2, "Name or service not known")]
    [InlineData("s_client: something else\n", 0, "s_client: something else")]
    public void The_reason_is_that_of_the_system_or_of_the_certificate(string said, int number, string message)
    {
        var failure = OpenSslRefusal.Read(said, "example.com:443");
        Assert.Equal((number, message), (failure.Number, failure.Message));
    }
}
