using CsvHelper;

namespace FuelEfficiency;

/// <summary>One line of the CSV file; an empty cell is null.</summary>
[CsvRecord]
public sealed partial record Car(
    string Name,
    float? Mpg,
    float Cylinders,
    float Displacement,
    float? Horsepower,
    float Weight,
    float Acceleration,
    [property: CsvColumn("model_year")] float ModelYear,
    string Origin)
{
    /// <summary>Whether the car has all numbers that training needs.</summary>
    public bool IsComplete => Mpg is not null && Horsepower is not null;

    /// <summary>The car as a row of raw numbers; the origin is one of three columns.</summary>
    public float[] Features() =>
    [
        Cylinders, Displacement, Horsepower!.Value, Weight, Acceleration, ModelYear,
        Origin == "USA" ? 1 : 0, Origin == "Europe" ? 1 : 0, Origin == "Japan" ? 1 : 0,
    ];
}
