using CsvHelper;

namespace FuelEfficiency;

/// <summary>Cars as the input of a model: rows of raw numbers, and the miles per gallon to predict.</summary>
public sealed class Cars(IReadOnlyList<Car> cars)
{
    public int Count => cars.Count;

    public Car this[int index] => cars[index];

    public float[][] Features { get; } = [.. cars.Select(car => car.Features())];

    public float[][] Mpg { get; } = [.. cars.Select(car => new[] { car.Mpg!.Value })];

    /// <summary>The cars of the file that are complete; the others go to <paramref name="leftOut"/>.</summary>
    public static Cars Read(string path, Action<Car> leftOut)
    {
        using var csv = CsvReader.FromFile(path);
        var cars = csv.GetRecords<Car>().ToLookup(car => car.IsComplete);
        foreach (var car in cars[false]) leftOut(car);
        return new Cars([.. cars[true]]);
    }

    /// <summary>Splits the cars at random, because the file is sorted by year, into a training part and a test part.</summary>
    public (Cars Training, Cars Test) Split(double test, int seed)
    {
        Car[] shuffled = [.. cars];
        new Random(seed).Shuffle(shuffled);
        var count = (int)(shuffled.Length * test);
        return (new Cars(shuffled[count..]), new Cars(shuffled[..count]));
    }
}
