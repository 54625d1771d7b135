namespace Layers.Graphs.Tests;

public sealed class DTypeTests
{
    [Test]
    public void Names_AreThoseOfNumPy() => Assert.That(Enum.GetValues<DType>().Select(type => type.Name()), Is.EqualTo(new[]
        { "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64",
        "bfloat16" }));

    [Test]
    public void ANameIsRead_AsTheTypeItNames([Values] DType type) => Assert.That(DTypes.Parse(type.Name()), Is.EqualTo(type));

    [Test]
    public void AType_IsOneOfFourKinds([Values] DType type) =>
        Assert.That(new[] { type.IsFloat(), type.IsInteger(), type == DType.Bool, type == DType.String }.Count(kind => kind),
            Is.EqualTo(1));

    [Test]
    public void ATensorOfZeros_HasElementsOfTheTypesSize([Values] DType type)
    {
        var zeros = TensorData.Zeros(type, [2, 3]);
        Assert.That((zeros.Type, zeros.Length), Is.EqualTo((type, 6)));
        if (type == DType.String) Assert.That(zeros.ToArray<string>(), Is.All.EqualTo(""));
        else Assert.That(zeros.AsBytes().ToArray(), Is.EqualTo(new byte[6 * type.Size()]));
    }

    [Test]
    public void UnknownNamesAndTypes_AreRefused()
    {
        Assert.That(() => DTypes.Parse("Float32"),
            Throws.ArgumentException.With.Message.StartsWith("'Float32' is not the name of an element type. Use one of float32, uint8,"));
        Assert.That(() => DTypes.Of<decimal>(), Throws.ArgumentException.With.Message.Contains("System.Decimal"));
        Assert.That(() => DType.String.Size(), Throws.ArgumentException.With.Message.EqualTo("Strings have no fixed size in memory."));
    }

    [Test]
    public void ANumberEverywhere_IsTheSameNumberInEachType([Values] DType type)
    {
        if (type == DType.String) return;
        var ones = ElementStorage.Of(type).Filled(1, [3]);
        Assert.That((ones.Type, ones.Shape), Is.EqualTo((type, Shape.Of(3))));
        Assert.That(ones.ToString(), Is.EqualTo($"{type.Name()}[3]({(type == DType.Bool ? "true, true, true" : "1, 1, 1")})"));
        Assert.That(TensorData.Of((Array)ElementStorage.Of(type).ToArray(ones)).AsBytes().ToArray(), Is.EqualTo(ones.AsBytes().ToArray()));
    }

    [TestCase(DType.Int8, -128, 127)]
    [TestCase(DType.UInt8, 0, 255)]
    [TestCase(DType.Int16, -32768, 32767)]
    [TestCase(DType.UInt16, 0, 65535)]
    [TestCase(DType.Int32, -2147483648.0, 2147483647.0)]
    [TestCase(DType.UInt32, 0, 4294967295.0)]
    [TestCase(DType.Int64, -9223372036854775808.0, 9223372036854774784.0)]
    [TestCase(DType.UInt64, 0, 18446744073709549568.0)]
    [TestCase(DType.Bool, 0, 1)]
    public void AnIntegerType_HoldsWhatIsBetweenItsEnds(DType type, double least, double most)
    {
        var storage = ElementStorage.Of(type);
        Assert.That(new[] { least, most, 1 }.Select(storage.Holds), Is.All.True);
        Assert.That(new[] { Math.BitDecrement(least), least - 1 - Math.Abs(least), Math.BitIncrement(most), most + 1 + Math.Abs(most), 0.5,
            double.NaN, double.PositiveInfinity }.Select(storage.Holds), Is.All.False);
    }
}
