namespace Layers.Tests;

public sealed class ChartTests
{
    [TestCase(0, 1, new[] { 0, 0.5, 1 })]
    [TestCase(-3, 17, new double[] { 0, 5, 10, 15 })]
    [TestCase(0.2, 0.9, new[] { 0.2, 0.4, 0.6, 0.8 })]
    [TestCase(5, 5, new double[] { 5 })]
    [TestCase(double.MinValue, double.MaxValue, new[] { double.MinValue })]
    public void Ticks_AreRound(double low, double high, double[] expected) =>
        Assert.That(Ticks.Of(low, high), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void TheHeightsOfASpread_AreItsShares()
    {
        var page = new Markup();
        SpreadChart.Write(page, "title", "words", [0, 1, 2], [0.75, 0.25], [0, 0.5, 0, 0.5]);
        Assert.That(page.ToString(), Does.Contain("d=\"M22 102V6H150V70H278V102\"").And.Contain("d=\"M22 102V38H150V102H278V102\""));
        // No value is below the range, and half of the values are above.
        Assert.That(page.ToString().Split("class=\"other\"").Length - 1, Is.EqualTo(1));
        Assert.That(page.ToString(), Does.Contain("x=\"284\" y=\"38\" width=\"12\" height=\"64\""));
    }

    [Test]
    public void Curves_LeaveGapsWhereANumberIsNotFinite()
    {
        var page = new Markup();
        CurveChart.Write(page, "loss", [0, 1, 2, 3], "epoch", [new Curve("loss", [4, double.NaN, 2, 1])]);
        var drawn = page.ToString();
        Assert.That(drawn, Does.Contain("loss goes from 4 to 1; the minimum is 1 at epoch 3."));
        Assert.That(drawn.Split("class=\"was\" d=\"")[1].Split('"')[0].Count(letter => letter == 'M'), Is.EqualTo(2));
        page = new Markup();
        CurveChart.Write(page, "loss", [0], "epoch", [new Curve("loss", [double.NaN])]);
        Assert.That(page.ToString(), Does.Contain("no finite numbers"));
        page = new Markup();
        CurveChart.Write(page, "loss", [0, 1], "epoch", [new Curve("loss", [-double.MaxValue, double.MaxValue])]);
        Assert.That(page.ToString(), Does.Not.Contain("NaN").And.Not.Contain("Infinity").And.Not.Contain("∞"));
    }

    [Test]
    public void Markup_ClosesElementsAndEscapesTexts()
    {
        var page = new Markup().Open("p", ("class", null), ("title", "a\"<b>&'")).Text("<&>\u0007\ud800x").Close();
        Assert.That(page.ToString(), Is.EqualTo("<p title=\"a&quot;&lt;b&gt;&amp;'\">&lt;&amp;&gt;\uFFFD\uFFFDx</p>"));
    }

    [TestCase(double.NaN, "–")]
    [TestCase(0, "0.0 %")]
    [TestCase(0.0001, "< 0.1 %")]
    [TestCase(0.25, "25.0 %")]
    public void Share_IsWritten(double share, string expected) => Assert.That(Figures.Share(share), Is.EqualTo(expected));

    [Test]
    public void ANameThatIsTooLong_IsCutBetweenLetters()
    {
        Assert.That(Figures.Name("ab\ncd"), Is.EqualTo("ab cd"));
        Assert.That(Figures.Name(" "), Is.EqualTo("' '"));
        Assert.That(Figures.Name(new string('x', 61)), Is.EqualTo(new string('x', 59) + "…"));
        Assert.That(Figures.Name(string.Concat(Enumerable.Repeat("😀", 40)), 10).EnumerateRunes().Select(rune => rune.Value),
            Has.None.EqualTo(0xFFFD));
    }
}
