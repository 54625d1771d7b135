using System.Globalization;
using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>The contrast of colours: 4.5 or more for texts and 3 or more for lines (WCAG 2.2, 1.4.3 and 1.4.11), light and dark.</summary>
public sealed partial class PageStyleTests
{
    // The first is light, the second dark; paper is light again.
    private static readonly Dictionary<string, string>[] s_themes =
    [
        .. Theme().Matches(PageStyle.Report).Select(theme =>
            Colours().Matches(theme.Value).ToDictionary(colour => colour.Groups[1].Value, colour => colour.Groups[2].Value)),
    ];

    [TestCase("ink", "paper", 7)]
    [TestCase("soft", "paper", 4.5)]
    [TestCase("soft", "panel", 4.5)]
    [TestCase("ink", "panel", 7)]
    [TestCase("good", "paper", 4.5)]
    [TestCase("warn", "paper", 4.5)]
    [TestCase("bad", "paper", 4.5)]
    [TestCase("link", "paper", 4.5)]
    [TestCase("was", "paper", 3)]
    [TestCase("now", "paper", 3)]
    [TestCase("now", "was-fill", 3)]
    [TestCase("line", "paper", 3)]
    public void Contrast_IsEnough(string front, string behind, double least)
    {
        Assert.That(s_themes, Has.Length.EqualTo(3));
        foreach (var theme in s_themes)
            Assert.That(Contrast(Light(theme[front]), Light(theme[behind])),
                Is.GreaterThanOrEqualTo(least), $"{theme[front]} on {theme[behind]}");
    }

    [Test]
    public void CountsOfAMatrix_CanBeReadOnTheDarkestCell()
    {
        foreach (var theme in s_themes)
        {
            int[] heat = [.. theme["heat"].Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
            var paper = Parts(theme["paper"]);
            double[] mixed = [.. heat.Zip(paper, (front, behind) => 0.3 * front + 0.7 * behind)];
            Assert.That(Contrast(Light(theme["ink"]), Light(mixed)), Is.GreaterThanOrEqualTo(4.5));
        }
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Light(string colour) => Light(Parts(colour));

    private static double Light(double[] parts)
    {
        double[] linear = [.. parts.Select(part =>
            part / 255 is var share && share <= 0.04045 ? part / 255 / 12.92 : Math.Pow((part / 255 + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] Parts(string colour)
    {
        var digits = colour.Length == 4 ? string.Concat(colour[1..].Select(digit => new string(digit, 2))) : colour[1..];
        return [.. Enumerable.Range(0, 3).Select(i =>
            (double)int.Parse(digits.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex("(?:--[a-z-]+:[^;]+;)+")]
    private static partial Regex Theme();

    [GeneratedRegex("--([a-z-]+):([^;]+);")]
    private static partial Regex Colours();
}
