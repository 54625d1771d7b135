using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Layers.Tests;

/// <summary>Random C# strings, often odd ones: look-alikes, empty texts, line ends, NUL, halves of surrogate pairs.</summary>
internal static class AnyTexts
{
    /// <summary>Texts that code might confuse, truncate, trim, normalize or lower-case by culture.</summary>
    public static readonly string[] Odd =
    [
        "", " ", "a", "A", " a", "a ", "a\u0301 \u00E1", "a\u0301", "\u00E1", "x", "x\ny", "x\r\ny", "x\0y", "x\0", "\0", "\uFFFD",
        "\uFFFD\uFFFD",
        "\uD83D\uDE00", "\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D!\uDE00",
        "\u2028", "[UNK]", "\u0130I\u0131", "K \u212A k", "a\u00A0b", "--", "\u001Ca", "\uFB01 fi", "\uFEFFa", "a\u200B", "\u0430", "1",
        "01", "NaN", "null",
    ];

    public static Gen<string> One { get; } = Gen.OneOf(
        Gen.Elements(Odd),
        Gen.ListOf(Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0xD7F0, 0xE010), Gen.Choose(0, 0xFFFF)).Select(c => (char)c))
            .Select(all => new string([.. all])),
        Gen.ListOf(Gen.Elements(Odd)).Select(all => string.Concat(all)));

    /// <summary>One or more random texts.</summary>
    public static Gen<string[]> Some { get; } = One.NonEmptyListOf().Select(all => all.ToArray());

    /// <summary>Returns a text after a conversion to UTF-8 and back: lookups and hashes use this form.</summary>
    public static string Formed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns texts as a column.</summary>
    public static TensorData Column(string[] texts) => TensorData.Of(texts, [texts.Length, 1]);
}
