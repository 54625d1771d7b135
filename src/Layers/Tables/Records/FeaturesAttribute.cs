namespace Layers;

/// <summary>Turns the properties of a type into the columns of records: a source generator implements <see cref="IFeatures"/> for the type,
/// without reflection.</summary>
/// <remarks>The type must be a partial class, struct, record or record struct. Its columns are its readable public properties: first those
/// of the base types, each in the order of declaration. A column has the name of its property, or the name in
/// <see cref="FeatureAttribute"/>. The types of columns are texts, Booleans, numbers, dates (<see cref="DateTime"/>,
/// <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>) and enums, which are written by name. Each type may be nullable, and null is a
/// missing value.
/// </remarks>
/// <example><code>
/// [Features]
/// public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
///
/// Prediction bird = model.Predict(new Penguin("Dream", null, 3350));
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class FeaturesAttribute : Attribute;
