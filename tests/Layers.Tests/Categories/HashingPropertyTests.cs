using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>Any text has one bin, that of its UTF-8 bytes, in both engines. Without a salt, a session of ONNX Runtime with extensions gives
/// the same bin.</summary>
public sealed class HashingPropertyTests
{
    // The argument is an index, because an attribute cannot have half of a surrogate pair.
    private static readonly string?[] s_masks = [null, "", "\uFFFD", "\uD83D"];

    private static readonly (long First, long Second) s_key = (-5, long.MaxValue);

    [Test]
    public void AnyText_HasTheBinOfItsBytes([Values(true, false)] bool isSalted, [Values(0, 1, 2, 3)] int masked,
        [Values(1, 2, 101, long.MaxValue)] long bins)
    {
        var mask = s_masks[masked];
        using var folder = new TempFolder();
        var path = folder.At("bins.onnx");
        using var model = new Sequential { new Input([1], DType.String), new Hashing(bins, mask, isSalted ? s_key : null) };
        if (!isSalted) model.ExportOnnx(path, useExtensions: true);
        Prop.ForAll(AnyTexts.Some.ToArbitrary(), texts =>
        {
            long[] Expected(string[] of) => [.. of.Select(text => Bin(text, mask, bins, isSalted))];
            EveryEngine.Give(model, AnyTexts.Column(texts), Expected(texts));
            EveryEngine.RefuseNull(model, texts, texts.Length / 2);
            // The library of extensions truncates a text at its first NUL, so the exported file refuses the text.
            if (!isSalted && texts.Where(text => !text.Contains('\0')).ToArray() is { Length: > 0 } whole)
                Assert.That(ExtensionOnnx.Run(path, AnyTexts.Column(whole)).ToArray<long>(), Is.EqualTo(Expected(whole)),
                    "ONNX with extensions");
        }).Hold();
    }

    [Test]
    public void AnyTexts_SideBySide_HaveTheBinOfTheirHashes()
    {
        var (left, right) = (new Input([1], DType.String, name: "left"), new Input([1], DType.String, name: "right"));
        using var model = new Functional([left, right], [new HashedCrossing(1009).Apply(left, right)]);
        Prop.ForAll(AnyTexts.Some.ToArbitrary(), texts =>
        {
            string[] reversed = [.. texts.Reverse()];
            long[] expected = [.. texts.Zip(reversed,
                (a, b) => (long)(CrossHash.Join(CrossHash.Join(CrossHash.Start, FarmHash.Of(a)), FarmHash.Of(b)) % 1009))];
            var rows = new Dictionary<string, TensorData> { ["left"] = AnyTexts.Column(texts), ["right"] = AnyTexts.Column(reversed) };
            foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime, PredictEngine.Rows })
            {
                model.Engine = engine;
                Assert.That(model.Predict(rows).Values.Single().ToArray<long>(), Is.EqualTo(expected), $"{engine}");
            }
        }).Hold();
    }

    private static long Bin(string text, string? mask, long bins, bool isSalted)
    {
        ulong Hash() => isSalted ? HashedText.Of(text, new SipHash(unchecked((ulong)s_key.First), (ulong)s_key.Second)) : FarmHash.Of(text);
        if (mask is null) return (long)(Hash() % (ulong)bins);
        return bins == 1 || AnyTexts.Formed(text) == AnyTexts.Formed(mask) ? 0 : (long)(Hash() % (ulong)(bins - 1)) + 1;
    }
}
