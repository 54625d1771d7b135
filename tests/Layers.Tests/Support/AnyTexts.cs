using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Layers.Tests;

/// <summary>Any text that C# can hold, odd ones often: look-alikes, empty ones, ends of lines, NUL, halves of surrogate pairs.</summary>
internal static class AnyTexts
{
    /// <summary>Texts that somebody reads as one, cuts off, trims, normalizes or lower-cases by culture.</summary>
    public static readonly string[] Odd =
    [
        "", " ", "a", "A", " a", "a ", "a\u0301 \u00E1", "a\u0301", "\u00E1", "x", "x\ny", "x\r\ny", "x\0y", "x\0", "\0", "\uFFFD", "\uFFFD\uFFFD",
        "\uD83D\uDE00", "\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D!\uDE00",
        "\u2028", "[UNK]", "\u0130I\u0131", "K \u212A k", "a\u00A0b", "--", "\u001Ca", "\uFB01 fi", "\uFEFFa", "a\u200B", "\u0430", "1", "01", "NaN", "null",
    ];

    public static Gen<string> One { get; } = Gen.OneOf(
        Gen.Elements(Odd),
        Gen.ListOf(Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0xD7F0, 0xE010), Gen.Choose(0, 0xFFFF)).Select(c => (char)c)).Select(all => new string([.. all])),
        Gen.ListOf(Gen.Elements(Odd)).Select(all => string.Concat(all)));

    /// <summary>One or more.</summary>
    public static Gen<string[]> Some { get; } = One.NonEmptyListOf().Select(all => all.ToArray());

    /// <summary>What UTF-8 makes of a text: by that it is looked up and hashed.</summary>
    public static string Formed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>As a column.</summary>
    public static TensorData Column(string[] texts) => TensorData.Of(texts, [texts.Length, 1]);
}
