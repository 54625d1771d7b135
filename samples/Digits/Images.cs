using CsvHelper;
using Layers.Graphs;

namespace Digits;

/// <summary>Images as the input of a model, and their true digits.</summary>
public sealed class Images(IReadOnlyList<(float[] Pixels, int Digit)> images)
{
    public int Count => images.Count;

    /// <summary><c>(images, 8, 8, 1)</c>: one channel, grey.</summary>
    public TensorData Pixels { get; } = TensorData.Of<float>([.. images.SelectMany(image => image.Pixels)], [images.Count, 8, 8, 1]);

    public int[] Digits { get; } = [.. images.Select(image => image.Digit)];

    public static Images Read(string path)
    {
        using var csv = CsvReader.FromFile(path);
        var images = new List<(float[], int)>();
        foreach (var row in csv)
        {
            var pixels = new float[64];
            for (var pixel = 0; pixel < pixels.Length; pixel++) pixels[pixel] = row.Parse<float>(pixel);
            images.Add((pixels, row.Parse<int>(pixels.Length)));
        }
        return new Images(images);
    }

    /// <summary>Splits the images at random into a training part and a test part.</summary>
    public (Images Training, Images Test) Split(double test, int seed)
    {
        (float[], int)[] shuffled = [.. images];
        new Random(seed).Shuffle(shuffled);
        var count = (int)(shuffled.Length * test);
        return (new Images(shuffled[count..]), new Images(shuffled[..count]));
    }
}
