namespace Layers.Graphs.Tests;

public sealed class DTypeTests
{
    [Test]
    public void Names_AreThoseOfNumPy() => Assert.That(Enum.GetValues<DType>().Select(type => type.Name()), Is.EqualTo(new[]
        { "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "bfloat16" }));

    [Test]
    public void ANameIsRead_AsTheTypeItNames([Values] DType type) => Assert.That(DTypes.Parse(type.Name()), Is.EqualTo(type));

    [Test]
    public void AType_IsOneOfFourKinds([Values] DType type) =>
        Assert.That(new[] { type.IsFloat(), type.IsInteger(), type == DType.Bool, type == DType.String }.Count(kind => kind), Is.EqualTo(1));

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
        Assert.That(() => DTypes.Parse("Float32"), Throws.ArgumentException.With.Message.StartsWith("'Float32' is not the name of an element type. Use one of float32, uint8,"));
        Assert.That(() => DTypes.Of<decimal>(), Throws.ArgumentException.With.Message.Contains("System.Decimal"));
        Assert.That(() => DType.String.Size(), Throws.ArgumentException.With.Message.EqualTo("Strings have no fixed size in memory."));
    }
}
