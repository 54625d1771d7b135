using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layers.Generators;

/// <summary>Reads a type with <c>[Features]</c>, and collects its faults.</summary>
internal sealed class FeatureTypeReader(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancellation)
{
    private static readonly SymbolDisplayFormat s_declared =
        new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly List<Fault> _faults = [];
    private readonly string _name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public FeatureType Read()
    {
        List<INamedTypeSymbol> around = [];
        for (var outer = type; outer is not null; outer = outer.ContainingType) around.Insert(0, outer);
        CheckType(around);
        var columns = Columns();
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        var full = (space == "" ? "" : space + ".") + string.Join(".", around.Select(outer => outer.MetadataName));
        return new(space, new([.. around.Select(outer => $"{Keyword(outer)} {outer.ToDisplayString(s_declared)}")]),
            FileName(full.Replace("@", ""), around), new(columns), new(_faults));
    }

    // The names of generated files must be unique without regard to case.
    private static string FileName(string full, List<INamedTypeSymbol> around)
    {
        var isAlone = around.All(one => (one.ContainingType ?? (INamespaceOrTypeSymbol)one.ContainingNamespace).GetTypeMembers()
            .All(other => other.MetadataName == one.MetadataName
            || !other.MetadataName.Equals(one.MetadataName, StringComparison.OrdinalIgnoreCase)));
        var capitals = isAlone ? "" : "." + string.Concat(full.Select(letter => char.IsUpper(letter) ? '1' : '0'));
        return $"{full}{capitals}.Features.g.cs";
    }

    private void CheckType(IEnumerable<INamedTypeSymbol> around)
    {
        var place = declaration.Identifier.GetLocation();
        if (type.IsStatic) _faults.Add(Fault.At(place, Rules.CannotBeRecord, _name, "static", "a class that has instances"));
        if (type.IsRefLikeType) _faults.Add(Fault.At(place, Rules.CannotBeRecord, _name, "a ref struct", "a struct"));
        foreach (var outer in around)
        {
            if (outer.IsFileLocal) _faults.Add(Fault.At(place, Rules.CannotBeRecord, _name, "visible only in its own file, and the " +
                "columns are generated in another file", "internal"));
            if (Declarations(outer).Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword))) continue;
            var found = Declarations(outer).FirstOrDefault() ?? declaration;
            _faults.Add(Fault.At(found.Identifier.GetLocation(), Rules.NotPartial,
                outer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), _name, found.Keyword.Text));
        }
    }

    private List<FeatureColumn> Columns()
    {
        var columns = new List<FeatureColumn>();
        var taken = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        var isAnyOfOtherType = false;
        foreach (var property in Properties())
        {
            cancellation.ThrowIfCancellationRequested();
            var (name, isIgnored) = Settings(property);
            if (isIgnored) continue;
            if (Column(property, name) is not { } column)
            {
                isAnyOfOtherType = true;
                _faults.Add(Fault.At(PlaceOf(property), Rules.NoFeature, _name, property.Name,
                    property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            }
            else if (taken.TryGetValue(name, out var first))
            {
                _faults.Add(Fault.At(PlaceOf(property), Rules.SameName, _name, first.Name, property.Name, name));
            }
            else
            {
                taken.Add(name, property);
                columns.Add(column);
            }
        }
        if (columns.Count == 0 && !isAnyOfOtherType && !type.IsStatic)
            _faults.Add(Fault.At(declaration.Identifier.GetLocation(), Rules.NoProperty, _name));
        return columns;
    }

    // The properties of base types come first. A property that hides or overrides one of a base type replaces it.
    private List<IPropertySymbol> Properties()
    {
        List<INamedTypeSymbol> line = [];
        for (INamedTypeSymbol? up = type; up is not null
            && up.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); up = up.BaseType) line.Insert(0, up);
        var properties = new List<IPropertySymbol>();
        foreach (var part in line)
        {
            var read = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in part.GetMembers().OfType<IPropertySymbol>())
            {
                if (IsRead(property))
                {
                    read.Add(property.Name);
                    var place = properties.FindIndex(other => other.Name == property.Name);
                    if (place < 0) properties.Add(property);
                    else properties[place] = property;
                }
                else if (Attribute(property) is { } unread)
                {
                    Report(unread, property.Name, part);
                }
            }
            foreach (var parameter in part.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
                if (Attribute(parameter) is { } unread && !read.Contains(parameter.Name)) Report(unread, parameter.Name, part);
        }
        return properties;
    }

    private static bool IsRead(IPropertySymbol property) =>
        property is
        {
            IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public,
            ExplicitInterfaceImplementations.IsEmpty: true, ReturnsByRef: false
        } && IsPublic(property);

    private static bool IsPublic(IPropertySymbol property) =>
        property.GetMethod is { } getter
            ? getter.DeclaredAccessibility == Accessibility.Public : property.OverriddenProperty is { } above && IsPublic(above);

    // Reported once, for the declaring type, because derived types would report it again.
    private void Report(AttributeData attribute, string name, INamedTypeSymbol part)
    {
        if (SymbolEqualityComparer.Default.Equals(part, type))
            _faults.Add(Fault.At(attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation(), Rules.NotRead, name));
    }

    private static (string Name, bool IsIgnored) Settings(IPropertySymbol property)
    {
        var attribute = Attribute(property);
        // An overriding property has the name of the property that it overrides, unless it has its own attribute.
        for (var above = property.OverriddenProperty; attribute is null && above is not null; above = above.OverriddenProperty)
            attribute = Attribute(above);
        if (attribute is null) return (property.Name, false);
        var isIgnored = attribute.NamedArguments.Any(argument => argument is { Key: "Ignore", Value.Value: true });
        return (attribute.ConstructorArguments.FirstOrDefault().Value as string ?? property.Name, isIgnored);
    }

    // The attribute on the property, or on the parameter of the record that the property comes from.
    private static AttributeData? Attribute(IPropertySymbol property) =>
        Attribute((ISymbol)property) ?? property.ContainingType.InstanceConstructors
            .SelectMany(constructor => constructor.Parameters)
            .Where(parameter => parameter.Name == property.Name)
            .Select(Attribute)
            .FirstOrDefault(attribute => attribute is not null);

    private static AttributeData? Attribute(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Names.FeatureAttribute);

    private static FeatureColumn? Column(IPropertySymbol property, string name)
    {
        var value = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0] : property.Type;
        var access = SyntaxFacts.GetKeywordKind(property.Name) == SyntaxKind.None ? property.Name : "@" + property.Name;
        var isNullable = !SymbolEqualityComparer.Default.Equals(value, property.Type);
        if (value is INamedTypeSymbol { TypeKind: TypeKind.Enum } words)
            return new(name, access, isNullable, value.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), new(Members(words)));
        return IsFeature(value) ? new(name, access, isNullable, null, new([])) : null;
    }

    private static bool IsFeature(ITypeSymbol value) => value.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_DateTime => true,
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 => true,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 => true,
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => true,
        _ => value.ToDisplayString() is "System.Half" or "System.DateOnly" or "System.DateTimeOffset",
    };

    private static List<EnumMember> Members(INamedTypeSymbol words)
    {
        var members = new List<EnumMember>();
        foreach (var field in words.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.ConstantValue is not IFormattable constant) continue;
            var value = constant.ToString(null, CultureInfo.InvariantCulture);
            if (members.All(member => member.Value != value)) members.Add(new(value, field.Name));
        }
        return members;
    }

    private Location? PlaceOf(IPropertySymbol property) =>
        property.Locations.FirstOrDefault(location => location.IsInSource
            && SymbolEqualityComparer.Default.Equals(property.ContainingType, type)) ?? declaration.Identifier.GetLocation();

    private IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();

    private static string Keyword(INamedTypeSymbol symbol) => (symbol.TypeKind, symbol.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}
