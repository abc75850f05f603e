using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;

namespace Plumb.Playbooks.Tests.Callbacks;

/// <summary>Results as ansible-core 2.14 prints them with <c>result_format=yaml</c>.</summary>
public sealed class ResultYamlTests
{
    [Fact]
    public void Texts_of_several_lines_are_blocks_and_levels_are_four_blanks() => Assert.Equal(
        """

            list:
            - 1
            -   - 2
                - 3
            -   a: b
                c:
                - d
            - |-
                x
                y
            long: 'word word word word word word word word word word word word word word word
                word word '
            map: {}
            'no': '12'
            none: null
            stderr: ''
            stderr_lines: <omitted>
            stdout: |-
                one
                        two
                three
            stdout_lines: <omitted>

        """,
        ResultYaml.Write(Result(), isLossy: true, indent: 4));

    [Fact]
    public void Nothing_is_left_out_of_texts_where_that_is_not_asked_for() => Assert.Equal(
        """

            list:
            - 1
            - - 2
              - 3
            - a: b
              c:
              - d
            - |
              x
              y
            long: 'word word word word word word word word word word word word word word word
              word word '
            map: {}
            'no': '12'
            none: null
            stderr: ''
            stderr_lines: []
            stdout: "one  \n\ttwo\nthree   "
            stdout_lines:
            - 'one  '
            - "\ttwo"
            - 'three   '

        """,
        ResultYaml.Write(Result(), isLossy: false, indent: null));

    private static PyDict Result() => new()
    {
        ["list"] = new PyList([1L, new PyList([2L, 3L]), new PyDict { ["a"] = "b", ["c"] = new PyList(["d"]) }, "x\ny\n"]),
        ["long"] = string.Concat(Enumerable.Repeat("word ", 17)),
        ["map"] = new PyDict(),
        ["no"] = "12",
        ["none"] = null,
        ["stderr"] = "",
        ["stderr_lines"] = new PyList([]),
        ["stdout"] = "one  \n\ttwo\nthree   ",
        ["stdout_lines"] = new PyList(["one  ", "\ttwo", "three   "]),
    };
}
