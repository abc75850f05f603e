using System.Text;
using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Core.Passwords;

namespace Plumb.Engine.Tests.Functions;

public class CryptoFunctionTests
{
    [Theory]
    [InlineData("secret", "$2a$04$sFsuC0UZNMbRAw5QnBCmF.i9Z7EYKhoA4UqGOnBjdCSuXAOPSskgK")]
    [InlineData("x", "$2a$10$YWUK7c/lYXxbO108lXkUOeKhmBVBp323Uxjd5S4bfFQYTUNP0TOdC")]
    [InlineData("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.")]
    [InlineData("a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe")]
    public void Bcrypt_hashes_as_others_do(string password, string expected)
    {
        var hash = Bcrypt.Hash(Encoding.UTF8.GetBytes(password), Salt(expected), int.Parse(expected.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, hash);
    }

    [Fact]
    public void Bcrypt_takes_its_salt_from_chance_and_ten_for_a_cost_too_low()
    {
        var context = new FunctionContext { BaseDirectory = "/", Files = new MemoryFiles(), FillRandom = bytes => bytes.Clear() };
        Assert.StartsWith("$2a$10$......................", LanguageCalls.Text(context, "bcrypt(\"x\", 3)"), StringComparison.Ordinal);
        Assert.Contains("too high", LanguageCalls.Fault("bcrypt(\"x\", 32)"), StringComparison.Ordinal);
        Assert.Contains("72 bytes", LanguageCalls.Fault($"bcrypt(\"{new string('x', 73)}\")"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uuidv5(\"dns\", \"tada\")", "faa898db-9b9d-5b75-86a9-149e7bb8e3b8")]
    [InlineData("uuidv5(\"{6ba7b810-9dad-11d1-80b4-00c04fd430c8}\", \"tada\")", "faa898db-9b9d-5b75-86a9-149e7bb8e3b8")]
    [InlineData("uuidv5(\"urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8\", \"tada\")", "faa898db-9b9d-5b75-86a9-149e7bb8e3b8")]
    [InlineData("uuidv5(\"6ba7b8109dad11d180b400c04fd430c8\", \"tada\")", "faa898db-9b9d-5b75-86a9-149e7bb8e3b8")]
    public void A_name_has_one_identifier_in_a_namespace(string expression, string expected) => Assert.Equal(expected, LanguageCalls.Text(expression));

    [Theory]
    [InlineData(OpenSshKey, OpenSshText)]
    [InlineData(Pkcs1Key, PemText)]
    [InlineData(Pkcs8Key, PemText)]
    public void Decrypts_with_keys_in_every_form(string key, string encrypted) =>
        Assert.Equal("hé", LanguageCalls.Text("rsadecrypt(c, k)", ("c", Value.String(encrypted)), ("k", Value.String(key))));

    [Theory]
    [InlineData(OtherKind, "not an RSA key")]
    [InlineData(Protected, "passphrase")]
    [InlineData("nonsense", "PEM")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "damaged")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "damaged")]
    public void Says_why_a_key_cannot_be_used(string key, string why) =>
        Assert.Contains(why, LanguageCalls.Fault("rsadecrypt(c, k)", ("c", Value.String(PemText)), ("k", Value.String(key))), StringComparison.Ordinal);

    [Fact]
    public void Refuses_text_for_another_key()
    {
        Assert.Contains("not encrypted for this key", LanguageCalls.Fault("rsadecrypt(c, k)", ("c", Value.String(OpenSshText)), ("k", Value.String(Pkcs1Key))), StringComparison.Ordinal);
        Assert.Contains("Base64", LanguageCalls.Fault("rsadecrypt(c, k)", ("c", Value.String("%")), ("k", Value.String(Pkcs1Key))), StringComparison.Ordinal);
    }

    private static byte[] Salt(string hash)
    {
        const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return Convert.FromBase64String(string.Concat(hash[7..29].Select(c => Base64[Alphabet.IndexOf(c, StringComparison.Ordinal)])) + "==");
    }

    // Keys made for these tests alone.
    private const string PemText = "hfgMSWpdOli7ZMTgS47dQH4fxCMD6r00qZcGgtOknOnkbincNwNWRlRNrridMSPjgktQOfYrH8JTuujieyat6CUuVBu9bGcMkMKUFqQVewIWHOmCf0sTJ8FGSU5vhp41IolEp5WrgqNbKuUJfOviqPLWzZL087BFIok5o8kwAAM=";
    private const string OpenSshText = "ooG9Z7IZtO2rA2iyyEQLZRZmivDmRDBYDuQBndt86j6tYU5ev4iwQm4rTZXgseQ9P9FPRuDIpJ5ALzexUNbCuSb5F+3if/8wl/4IRjkrDEi3qcJckv051j7MvMYGdnXs4LXSgSNIIKvBiFTx8l6f+/WA3M6FZO6rICKSJZ9DSpeIDYQ2xUKba8COSq+K0GSmd9EAbq4MMs+CiJBiI3w+5SqD20sERGnWUk+pcZo6Uz9gLIaZZfD1HOJ99mUuHpeX1kVG2qsHpU7kis05HeLJuqUZhgMYBUwru9OliQj5Ko9yKjSPGJ+PBRgh1bZyaUW9kiOEIwiNQkhSRGzXbIV8lA==";

    private const string Pkcs1Key =
        """
        -----BEGIN RSA PRIVATE KEY-----
        MIICXQIBAAKBgQDf4pmls0moe4HCitylXrhj8sdyZVvh/jKf0r7rZIC/9GOo/CKw
        cGVO7b7p319UJxcGubIMFOiUKY2cMJMUXQcjcK8YlH0WBKgTCtg6roI2FdGRbuDU
        G71FFSGTskuCwdsoZcNofjw/mE414gc0/8OluRwwHRkQ78PkJx7UFoyakQIDAQAB
        AoGBAIdp0FLnsPqF0UMwqCohs1dIpZesdLmo/UeruSw4+qKfl5PDBNxA7xWhOOLN
        5yPIDOZVdLpX/yB2TZ+VxbAAYGrOav48dtye+yV9A+Ha08Ypr46Jo6zA5jcFKAjt
        hGPVGo4nxRV25Llweydvc89EHlPewWYMcmCk/iaLYu/gaFetAkEA9h+zetwEZkFf
        W+Yw+01hN2dho3BUmJF6ol3Or219OqqFSDDQGxj4PNKh7YHAj2x42e5Fdn80UG2H
        PLLp5AG1MwJBAOjec/ogAYGf4xEYmeVjwEOPUF53qGVmCDt5mHpOBNjGZzTTzzzV
        HlBJZCJUDqZ2rcqj6SdJPGjJGO6sqE7KKSsCQQC74ytyiO9a2GDhmPKfhUzHrMYe
        rKwH5FcICDC2PxEwbehdWdYkOYWXePxggYLselQvmfOxKB5Zn6NztOlUQ/F9AkBi
        /HxsLEK3qRFKaRyx548IqNjO7ypDv/Vr4qowAw4IX33rdMW45Ba4phnMhdKcbAJA
        CyDGtFjbafARNI9uvnx1AkBaVCPCQNQekyrxNdGSQf99j5cQC1mHQMooACUm0+RR
        GVgWZVMuRW7FMMvECT6G9N9oh0zhgYjM7HXXD2gSEUC7
        -----END RSA PRIVATE KEY-----
        """;

    private const string Pkcs8Key =
        """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAN/imaWzSah7gcKK
        3KVeuGPyx3JlW+H+Mp/SvutkgL/0Y6j8IrBwZU7tvunfX1QnFwa5sgwU6JQpjZww
        kxRdByNwrxiUfRYEqBMK2DqugjYV0ZFu4NQbvUUVIZOyS4LB2yhlw2h+PD+YTjXi
        BzT/w6W5HDAdGRDvw+QnHtQWjJqRAgMBAAECgYEAh2nQUuew+oXRQzCoKiGzV0il
        l6x0uaj9R6u5LDj6op+Xk8ME3EDvFaE44s3nI8gM5lV0ulf/IHZNn5XFsABgas5q
        /jx23J77JX0D4drTximvjomjrMDmNwUoCO2EY9UajifFFXbkuXB7J29zz0QeU97B
        ZgxyYKT+Joti7+BoV60CQQD2H7N63ARmQV9b5jD7TWE3Z2GjcFSYkXqiXc6vbX06
        qoVIMNAbGPg80qHtgcCPbHjZ7kV2fzRQbYc8sunkAbUzAkEA6N5z+iABgZ/jERiZ
        5WPAQ49QXneoZWYIO3mYek4E2MZnNNPPPNUeUElkIlQOpnatyqPpJ0k8aMkY7qyo
        TsopKwJBALvjK3KI71rYYOGY8p+FTMesxh6srAfkVwgIMLY/ETBt6F1Z1iQ5hZd4
        /GCBgux6VC+Z87EoHlmfo3O06VRD8X0CQGL8fGwsQrepEUppHLHnjwio2M7vKkO/
        9WviqjADDghffet0xbjkFrimGcyF0pxsAkALIMa0WNtp8BE0j26+fHUCQFpUI8JA
        1B6TKvE10ZJB/32PlxALWYdAyigAJSbT5FEZWBZlUy5FbsUwy8QJPob032iHTOGB
        iMzsddcPaBIRQLs=
        -----END PRIVATE KEY-----
        """;

    private const string OpenSshKey =
        """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABFwAAAAdzc2gtcn
        NhAAAAAwEAAQAAAQEAyM+SvTTVJidBYTx62IG2R64ZYTjGz/AprrP+4UhMNAxqV+adoyh1
        NbhzEOSw2qcWgqD49wdYQu5Lk1gLjINKFb/Pm3cws1SmyJk4euIY+ARNK1Z4qRrP090HhV
        oBTpX/TEjmh+5SJ4RZv0C0bqvABJFBksABBWIkgE0kmkcc4YS1i8rq0TUxk410uzOPjWHP
        n5hgj+LJ/wuz9HJW/CWAqMVM8JhHcl015gON4295W9sd8wIHTT0oSW7uzMS7URP3ZBhg+2
        S6EQIDzU7CpCkhYP7sVk74bziChEF1csRTxsxHOeayVFPWM5jQVkHOaGLQgFla38cUvdd7
        RO/C6zTXsQAAA8DxbnHb8W5x2wAAAAdzc2gtcnNhAAABAQDIz5K9NNUmJ0FhPHrYgbZHrh
        lhOMbP8Cmus/7hSEw0DGpX5p2jKHU1uHMQ5LDapxaCoPj3B1hC7kuTWAuMg0oVv8+bdzCz
        VKbImTh64hj4BE0rVnipGs/T3QeFWgFOlf9MSOaH7lInhFm/QLRuq8AEkUGSwAEFYiSATS
        SaRxzhhLWLyurRNTGTjXS7M4+NYc+fmGCP4sn/C7P0clb8JYCoxUzwmEdyXTXmA43jb3lb
        2x3zAgdNPShJbu7MxLtRE/dkGGD7ZLoRAgPNTsKkKSFg/uxWTvhvOIKEQXVyxFPGzEc55r
        JUU9YzmNBWQc5oYtCAWVrfxxS913tE78LrNNexAAAAAwEAAQAAAQBMmoafP+7J0bLKraAt
        RHotKPiMknShMTwtZYOnHAXZ2xycMKDU82OXHShj+uGOX6wiI9cloTsluTLCYBVzwke6OU
        QwycydtH61SmH12pds0XNAw4le9Rfv+cLbN4UFHgpYZvzuQNc9NOtpnnzWNRWYiHLr0Ovy
        ykgjW4pJgjQ9wMzwFiFT5u2sRzZkvqegeEWZlb75pnEwZG0Jt7wGVPDPBeMLlFo43e+uyd
        hlr8joMNZnkNAlMEYLooIQzSaLFYJgglIxUZqDb3LO4Jij6PBWPsRMSYpDJw9ZG3fvO+VU
        OUgCTSTdaGgl/LPCmo0wBVlQo0Cj/kSkIgrzLhoZ9lLbAAAAgQDnJEIgCjJqDVB/MTdF7I
        908O3kdykdmrZHKgV6/g2HPJKPw5/O8ZaZpuJDCwulc+OGMvW9K7V+YYV8xYPXPPlxfGr/
        QVSpn/2u12IZ2xviOlxgNywc7jgns/MCpLiRn9J4nDb288HZK823FfJR6ZmYuL7++SxBe3
        5i3HPnusMNnQAAAIEA++y2fxkO1PzTXUdrlu5/wVr3yrOCdGzh+WmI7kWi+Cx0ynahKnY3
        gR8VvfQXVHOf1U4SXDGNA+72/wfQcK1XIHf2WoH6YBPAXIqkRLD1kYp8UDu5co2R/yS97k
        S6jltkt4IbmDjNwxzmIXgPC+wNXW8/tNWW7k5dgRoP8qKs7dsAAACBAMwPLzGP5QQB30fh
        vuz2G0zz056y5+5oHgKMIfNhKqtNIKSfEfq3GUZIQd0brPbs9GnFYPbl4kYNsfFnkKuRLW
        /NZrjVsDWJA8L0qlKmpdxuAcRhq560sxZvcZPHH/XNJbo1BkVcIQHYjy8uAQmTIJAHuubr
        910trHVkEXAZq1RjAAAAB3Jvb3RAdm0BAgM=
        -----END OPENSSH PRIVATE KEY-----
        """;

    private const string OtherKind =
        """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
        QyNTUxOQAAACBIPldHYgE2L/fzrDSa+RkxQnldg/SshdEq8A1L0RVhoQAAAJCKIZDSiiGQ
        0gAAAAtzc2gtZWQyNTUxOQAAACBIPldHYgE2L/fzrDSa+RkxQnldg/SshdEq8A1L0RVhoQ
        AAAEBdPLyvlX/47NNguS+ZI+HMF4URIWvE0PbFvw6NANKL7Eg+V0diATYv9/OsNJr5GTFC
        eV2D9KyF0SrwDUvRFWGhAAAAB3Jvb3RAdm0BAgMEBQY=
        -----END OPENSSH PRIVATE KEY-----
        """;

    private const string Protected =
        """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABBvskh2MK
        4o9s2CeGy8tD9AAAAAEAAAAAEAAAEXAAAAB3NzaC1yc2EAAAADAQABAAABAQDARe0nU0Rw
        57Q6cOnEnHQJ3anQZUVcCrIWqF7Mr8Xa6HO0lpdNx0v30OVlKkSteVqIBYjORnZFTzYtQ/
        iELFdXxLmmF+cM4qEwVyFVhh831K1DFcTdqZILObXF5Db3tRxEXT4Zlr84rBv4e1C7lHbq
        rahL1Kc4Ya/cmlMnatgfY0XsZ892RLF6NrnJXu7LTakDXzur38ZD1Qjkons1F+j6fRaa0N
        7UOPzmDGgsemkSw33UAn1iPMIgmEnbTOWjnnt+RIGmnL+jdACnCeB4C+B0+L1DlvmJJ6X0
        HRBNnG2q6APKPcL3wO/NowcthQrL9GPUH5oecAdAnv1jnGsyu39nAAADwLzuNx6vTFrtdS
        YGZk6SxEi4IqATsU/ixUXT0XzzHG00r1RK7e/Ymf2Q0SybKMs/2jRYMtKalZrGjs9RnKd2
        7eLQ/b3gF65yMGPuBdUsYh0519foTFLiG4wzJmfZcIsoqxPHOT/MBph59RhLsbNljHl1of
        Xrk+9chN5pjDBOK2GsmKzldhXAmu0V+6B8qwiB5uJuotAeDt2MKTOKvD3GOwVp6JhrETwZ
        lnpQ7SQZNHXzmLfZcoSrFgYEXaYAIuFomSuUlTh0Ki514y3+ePoxvaGYr8fsDoGnMtNPVA
        oH0diBYIT8fSCXxDck67JkpfkhT+vNWBG+FaPc7VGJZvrS9FDaradVAM9cVHtd3hHEnEk5
        nsjol2V39VRMT5bQeZHDawvwu9looFjN2xSz3uBc8916blo5KsLCD3SSKTxj8CByke9fEQ
        recZ9yfm2VKVHNzGh3vjmbSfsJD7s1kMP+WUeIqzBFjR4U8wy+bjN+obaC9R06LTLQGK+K
        oYm2P+GgztNPoh07O6gmTynvoJWsko++56B0ueffxYeiBea1c9mjx8mOQMAblh6NB42jnF
        dM72RVU5suoSgtRyY9/r4ZVU5EC2ylHn2uKmdg7SV3HlRxQPriLLFJCLvDijb5/05SzYCQ
        dSPy7yqPSTPZYDmtfHRYZyAJCHz7uPuUyQlnKMt8s+lGDWOCpaWs8AjFMrRhE7Vk2GqtkF
        rqnQvkdJSqotJv47WxjBzEaq8gOS4CZIXM28I2Hq4gm4/jhhctG9bNPH0goVvOQKS/rGIA
        Nc5DjGDBeVfn1NzSXc0Tn+qEtHR/nsXcOa/Kewv5ygr+FswYSvUI8gGKA+4vwhZCVTaCdv
        guyTWz9RBsgMz6WA/zBXEmkf9I7qXy4FDsQ1L+S2KBA4ShY9x8iq1GaFblFKaDYUpUqkH0
        r/GCrs7+zA7nzozHWcPY/E4Fzj1Q/oU5lvpboTN1Z/2wf3nldBu6BMCUEg2qoR/J5Wcw3m
        dNovf9AVg8QMKRolMWlarLRnnljN5lbTWVDPXqwIhvHEbteFW0Awg0KCt4q1NoRzSrYB3W
        waBFLLHoWV5h2SD71IzVdKCrcZTPVplf/oBCfeu8yJF+rJPKAdsboHdCS43dNAPGTmtuv/
        itLRVYGPITJpVrQF2zmoZCqlQSK7kg/TiwwAhZGMK1H7YPsAQZAZDh2gakuX03CdRuk7Kr
        v48CQo8NiYnzqVf95T0Sw6bu8aTv805diyVwwx3p9oluAIenpRqbTnkQ4MLF/U4OCbQ27H
        LF0hwfPQ==
        -----END OPENSSH PRIVATE KEY-----
        """;
}
