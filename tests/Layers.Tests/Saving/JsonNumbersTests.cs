using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Numbers in JSON that every parser reads.</summary>
public sealed class JsonNumbersTests
{
    [TestCase(0.1, "0.1")]
    [TestCase(double.NaN, "\"NaN\"")]
    [TestCase(double.PositiveInfinity, "\"Infinity\"")]
    [TestCase(double.NegativeInfinity, "\"-Infinity\"")]
    public void ANumber_IsReadAsItWasWritten(double number, string text)
    {
        Assert.Multiple(() =>
        {
            Assert.That(JsonNumbers.Write(number).ToJsonString(), Is.EqualTo(text));
            Assert.That(JsonNumbers.Read(JsonNode.Parse(text)), Is.EqualTo(number));
            Assert.That(JsonNumbers.Read(JsonNumbers.Write(number)), Is.EqualTo(number));
        });
    }

    [TestCase("3", 3)]
    [TestCase("-0.5e3", -500)]
    public void OtherNumbers_AreReadToo(string text, double number) =>
        Assert.That(JsonNumbers.Read(JsonNode.Parse(text)), Is.EqualTo(number));

    [TestCase("null")]
    [TestCase("true")]
    [TestCase("[1]")]
    [TestCase("\"nan\"")]
    [TestCase("\"+Infinity\"")]
    [TestCase("\"1\"")]
    [TestCase("1e999")]
    public void AnInvalidNumber_IsRefused(string text)
    {
        Assert.Multiple(() =>
        {
            Assert.That(JsonNumbers.Find(JsonNode.Parse(text)), Is.Null);
            Assert.That(() => JsonNumbers.Read(JsonNode.Parse(text)), Throws.InstanceOf<FormatException>());
        });
    }
}
