namespace Layers.Tests;

/// <summary>JSON as Python writes it: bare NaN and infinity, and floats that keep their decimal point.</summary>
public sealed class KerasJsonTests
{
    [TestCase("""{"a":NaN,"b":[Infinity,-Infinity,1.0],"c":1}""")]
    [TestCase("""{"a":"NaN and Infinity in a text","b":"\"NaN\" in quotes \\","c":-Infinity}""")]
    [TestCase("""{"a":1.5e-07,"b":0.1,"c":[],"d":{},"e":null,"f":true,"g":"\u00FC"}""")]
    public void WhatWasRead_IsWrittenAgain(string text)
    {
        var again = KerasJson.Write(KerasJson.Parse(text)!);
        // The parser gives bare words as texts, and numbers are written as in the source.
        Assert.That(again.Replace("\"NaN\"", "NaN", StringComparison.Ordinal).Replace("\"Infinity\"", "Infinity", StringComparison.Ordinal)
            .Replace("\"-Infinity\"", "-Infinity", StringComparison.Ordinal),
            Is.EqualTo(text));
    }

    [TestCase(1.0, "1.0")]
    [TestCase(-3.0, "-3.0")]
    [TestCase(0.1, "0.1")]
    [TestCase(1e-7, "1E-07")]
    [TestCase(1e300, "1E+300")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    [TestCase(double.NegativeInfinity, "-Infinity")]
    public void ANumber_IsAFloatToPython(double number, string text)
    {
        var writer = new ConfigWriter().Set("x", number);
        Assert.That(KerasJson.Write(writer.Json), Is.EqualTo($$"""{"x":{{text}}}"""));
        Assert.That(JsonTensors.Number(KerasJson.Parse(text.Length > 0 ? $"[{text}]" : "")![0]), Is.EqualTo(number));
    }

    [Test]
    public void AWholeNumber_IsAnIntToPython() =>
        Assert.That(KerasJson.Write(new ConfigWriter().Set("x", 3L).Json), Is.EqualTo("""{"x":3}"""));

    [TestCase("{")]
    [TestCase("""{"a":NotANumber}""")]
    [TestCase("")]
    public void InvalidJson_IsRefused(string text) =>
        Assert.That(() => KerasJson.Parse(text), Throws.InstanceOf<System.Text.Json.JsonException>());

    [Test]
    public void DeepNesting_IsRefused_NotFollowed()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.That(() => KerasJson.Parse(deep), Throws.InstanceOf<System.Text.Json.JsonException>());
    }

    [Test]
    public void NonFiniteStatistics_SurviveAFile()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(2), new Normalization(new[] { double.NaN, 1 }, new[] { 1, double.PositiveInfinity }) };
        model.Save(folder.At("model.keras"));
        Assert.That(EditedArchive.Text(folder.At("model.keras"), "config.json"),
            Does.Contain("\"mean\":[NaN,1.0],\"variance\":[1.0,Infinity]"));
        using var loaded = Model.Load(folder.At("model.keras"));
        Assert.That(((Normalization)loaded.Layers[0]).Mean!.ToArray<double>(), Is.EqualTo(new[] { double.NaN, 1 }));
        Assert.That(((Normalization)loaded.Layers[0]).Variance!.ToArray<double>(), Is.EqualTo(new[] { 1, double.PositiveInfinity }));
    }
}
